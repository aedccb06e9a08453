import { refusal } from '@kamkor/errors';

export const beyondOuterLimit = refusal('BAD_USER_INPUT', 'BEYOND_OUTER_LIMIT', {
  ky: 'Мөөнөттү {limit} чегинен ары узартууга болбойт.',
  ru: 'Срок нельзя продлить дальше предела {limit}.',
  en: 'The deadline cannot be extended beyond its outer limit {limit}.',
});

export const notLater = refusal('BAD_USER_INPUT', 'NOT_LATER', {
  ky: 'Жаңы мөөнөт учурдагы {due} мөөнөтүнөн кийин болушу керек.',
  ru: 'Новый срок должен быть позже нынешнего: {due}.',
  en: 'The new deadline must be later than the present one: {due}.',
});

export const alreadyDue = refusal('TRANSITION_REFUSED', 'ALREADY_DUE', {
  ky: 'Мөөнөт {due} келип жеткен, аны токтотууга болбойт.',
  ru: 'Срок уже наступил ({due}), приостановить его нельзя.',
  en: 'The deadline has already fallen due ({due}) and cannot be suspended.',
});

export const reasonMissing = refusal('BAD_USER_INPUT', 'REASON_MISSING', {
  ky: 'Себебин көрсөтүңүз.',
  ru: 'Укажите причину.',
  en: 'Give the reason.',
});
