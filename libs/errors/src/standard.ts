import { refusal } from './refusal.js';

export const unauthenticated = refusal('UNAUTHENTICATED', 'TOKEN_INVALID', {
  ky: 'Кирүү белгиси жок, эскирген же туура эмес.',
  ru: 'Токен доступа отсутствует, просрочен или неверен.',
  en: 'The access token is missing, expired or not valid.',
});

export const forbidden = refusal('FORBIDDEN', 'ROLE_NOT_ALLOWED', {
  ky: 'Сиздин ролуңуз «{operation}» аракетине уруксат бербейт.',
  ru: 'Ваша роль не позволяет выполнить «{operation}».',
  en: 'Your role does not allow "{operation}".',
});

export const notFound = refusal('NOT_FOUND', 'NO_SUCH_RECORD', {
  ky: 'Мындай жазуу табылган жок.',
  ru: 'Такая запись не найдена.',
  en: 'No such record was found.',
});

export const staleVersion = refusal('CONFLICT', 'STALE_VERSION', {
  ky: 'Жазуу сиз окугандан кийин өзгөргөн: учурдагы версиясы {current}.',
  ru: 'Запись изменилась после того, как вы её прочитали: текущая версия {current}.',
  en: 'The record has changed since you read it: its version is now {current}.',
});

export const transitionRefused = refusal('TRANSITION_REFUSED', 'STATE_DOES_NOT_ALLOW', {
  ky: '«{action}» аракети {state} абалында мүмкүн эмес; уруксат берилгени: {allowed}.',
  ru: 'Действие «{action}» невозможно в состоянии {state}; разрешено: {allowed}.',
  en: '"{action}" is not possible in state {state}; allowed: {allowed}.',
});

export const keyReused = refusal('IDEMPOTENCY_KEY_REUSED', 'KEY_USED_FOR_OTHER_INPUT', {
  ky: 'Бул Idempotency-Key башка маалымат менен колдонулган.',
  ru: 'Этот Idempotency-Key уже использован с другими данными.',
  en: 'This Idempotency-Key was already used with other input.',
});

export const keyInUse = refusal('IDEMPOTENCY_KEY_IN_USE', 'FIRST_REQUEST_STILL_RUNNING', {
  ky: 'Ушул эле Idempotency-Key менен сурам дагы эле аткарылууда; бир аздан кийин кайталаңыз.',
  ru: 'Запрос с этим Idempotency-Key ещё выполняется; повторите чуть позже.',
  en: 'A request with this Idempotency-Key is still running; try again shortly.',
});

export const trailUnavailable = refusal('TRAIL_UNAVAILABLE', 'READ_COULD_NOT_BE_RECORDED', {
  ky: 'Кирүү журналына жазуу мүмкүн болбоду, ошондуктан жооп берилген жок.',
  ru: 'Не удалось записать доступ в журнал, поэтому ответ не выдан.',
  en: 'The access could not be written to the trail, so no answer is given.',
});

export const internal = refusal('INTERNAL_SERVER_ERROR', 'UNEXPECTED', {
  ky: 'Күтүлбөгөн ката. Билдирүүдө ушул номерди айтыңыз: {request}.',
  ru: 'Непредвиденная ошибка. Сообщите этот номер: {request}.',
  en: 'An unexpected error. Quote this number when you report it: {request}.',
});

export const unavailable = refusal('SUBGRAPH_UNAVAILABLE', 'SERVICE_DOWN', {
  ky: '«{service}» кызматы азыр жеткиликсиз; калган маалымат берилди.',
  ru: 'Служба «{service}» сейчас недоступна; остальные данные выданы.',
  en: 'The service "{service}" is unavailable; the rest of the data is given.',
});

export const valueUnknown = refusal('VALUE_UNKNOWN_TO_GRAPH', 'SERVICE_IS_NEWER', {
  ky: '«{service}» кызматы бул граф али билбеген маанини берди; анын ордуна null, калган маалымат берилди.',
  ru: 'Служба «{service}» дала значение, которого этот граф ещё не знает; вместо него null, остальные данные выданы.',
  en: 'The service "{service}" gave a value that this graph does not know yet; null stands for it, the rest of the data is given.',
});

export const outcomeUnknown = refusal('SUBGRAPH_UNAVAILABLE', 'OUTCOME_UNKNOWN', {
  ky: '«{service}» кызматы жооп берген жок; аракет аткарылган болушу мүмкүн. Ошол эле Idempotency-Key менен кайталаңыз.',
  ru: 'Служба «{service}» не ответила; действие могло быть выполнено. Повторите с тем же Idempotency-Key.',
  en: 'The service "{service}" did not answer; the action may have been carried out. Repeat it with the same Idempotency-Key.',
});

/** Input refused by one field; `reason` says which rule it broke. */
export const badInput = (reason: string, text: Parameters<typeof refusal>[2]) =>
  refusal('BAD_USER_INPUT', reason, text);
