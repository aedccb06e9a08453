import { refusal } from '@kamkor/errors';

export const pluralityImpossible = refusal('BAD_USER_INPUT', 'PLURALITY_IMPOSSIBLE', {
  ky: 'Бир төрөттө төрөлгөн балдардын саны 1ден {most}го чейинки бүтүн сан болсун.',
  ru: 'Число детей, рождённых в этих родах, — целое от 1 до {most}.',
  en: 'The number of children of a delivery is a whole number from 1 to {most}.',
});
export const birthOrderImpossible = refusal('BAD_USER_INPUT', 'BIRTH_ORDER_ABOVE_PLURALITY', {
  ky: 'Баланын төрөлүү катары 1ден {most}го чейинки бүтүн сан болсун.',
  ru: 'Порядок рождения ребёнка — целое от 1 до {most}.',
  en: 'The order of birth is a whole number from 1 to {most}, the number of children of the delivery.',
});
export const phoneMalformed = refusal('BAD_USER_INPUT', 'PHONE_MALFORMED', {
  ky: 'Телефон номери 5тен 15ке чейин цифрадан турат, башында «+» болушу мүмкүн.',
  ru: 'Номер телефона состоит из 5–15 цифр, в начале может стоять «+».',
  en: 'A phone number has 5 to 15 digits and may begin with "+".',
});
export const motherAgeImpossible = refusal('BAD_USER_INPUT', 'MOTHER_AGE_IMPOSSIBLE', {
  ky: 'Туулган күнү боюнча эне төрөттө {least} жаштан {greatest} жашка чейин болушу керек.',
  ru: 'Судя по дате рождения, матери при родах должно быть от {least} до {greatest} лет.',
  en: 'By her date of birth the mother must have been {least} to {greatest} years old at the birth.',
});
export const fatherAgeImpossible = refusal('BAD_USER_INPUT', 'FATHER_AGE_IMPOSSIBLE', {
  ky: 'Туулган күнү боюнча ата төрөттө {least} жаштан {greatest} жашка чейин болушу керек.',
  ru: 'Судя по дате рождения, отцу при родах должно быть от {least} до {greatest} лет.',
  en: 'By his date of birth the father must have been {least} to {greatest} years old at the birth.',
});
