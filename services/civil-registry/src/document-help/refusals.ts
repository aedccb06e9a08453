import { standard } from '@kamkor/errors';

export const helpedBeforeFound = standard.badInput('HELPED_BEFORE_FOUND', {
  ky: 'Жардам муктаждык аныкталганга чейин ({found}) көрсөтүлүшү мүмкүн эмес.',
  ru: 'Помощь не могла быть раньше, чем выявлена нужда в ней ({found}).',
  en: 'The help cannot have been before the need was found ({found}).',
});

export const helpedInFuture = standard.badInput('HELPED_IN_FUTURE', {
  ky: 'Жардамдын убактысы келечекте болушу мүмкүн эмес.',
  ru: 'Время помощи не может быть в будущем.',
  en: 'The time of the help cannot lie in the future.',
});
