import { refusal } from '@kamkor/errors';

export const keyMalformed = refusal('BAD_USER_INPUT', 'IDEMPOTENCY_KEY_MALFORMED', {
  ky: 'Idempotency-Key 1–200 белгиден турган ASCII тексти болушу керек (боштуксуз).',
  ru: 'Idempotency-Key должен состоять из 1–200 видимых символов ASCII без пробелов.',
  en: 'An Idempotency-Key consists of 1–200 visible ASCII characters without spaces.',
});
