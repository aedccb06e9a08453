import { standard } from '@kamkor/errors';

export const assessedBeforeFound = standard.badInput('ASSESSED_BEFORE_FOUND', {
  ky: 'Баалоо кырдаал аныкталганга чейин ({found}) болушу мүмкүн эмес.',
  ru: 'Оценка не могла быть раньше, чем ситуация была выявлена ({found}).',
  en: 'The assessment cannot have been before the situation was found ({found}).',
});

export const assessedInFuture = standard.badInput('ASSESSED_IN_FUTURE', {
  ky: 'Баалоонун убактысы келечекте болушу мүмкүн эмес.',
  ru: 'Время оценки не может быть в будущем.',
  en: 'The time of the assessment cannot lie in the future.',
});

export const reasonComesByItself = standard.badInput('REASON_COMES_BY_ITSELF', {
  ky: 'Бул себеп менен кырдаал өзү жабылат; аны көрсөтүүгө болбойт.',
  ru: 'По этой причине ситуация закрывается сама; указать её нельзя.',
  en: 'A situation is closed for this reason by itself; it cannot be given.',
});
