import { badInput } from '../input/bad-input.js';

export const pageTooLarge = badInput('PAGE_SIZE', {
  ky: 'Бир баракта 1ден {most}гө чейин жазуу суралат.',
  ru: 'На странице может быть от 1 до {most} записей.',
  en: 'A page holds 1 to {most} records.',
});

export const cursorInvalid = badInput('CURSOR', {
  ky: 'Курсор бул тизмеге таандык эмес.',
  ru: 'Курсор не от этого списка.',
  en: 'The cursor does not belong to this list.',
});
