import { refusal } from '@kamkor/errors';

export const textLength = refusal('BAD_USER_INPUT', 'TEXT_LENGTH', {
  ky: 'Текст 1ден {most}гө чейин белгиден турсун.',
  ru: 'Текст должен содержать от 1 до {most} знаков.',
  en: 'The text must be 1 to {most} characters long.',
});
export const territoryUnknown = refusal('BAD_USER_INPUT', 'TERRITORY_UNKNOWN', {
  ky: 'Мындай аймак коду жок.',
  ru: 'Такого кода территории нет.',
  en: 'There is no territory with this code.',
});
