import { refusal } from '@kamkor/errors';

/** How many births one request may tell of. */
export const MOST_REPORTS = 500;

export const batchSizeWrong = refusal('BAD_USER_INPUT', 'BATCH_SIZE', {
  ky: 'Бир сурамда 1ден {most}го чейин төрөт билдирилет.',
  ru: 'В одном запросе — от 1 до {most} рождений.',
  en: 'One request tells of 1 to {most} births.',
});
