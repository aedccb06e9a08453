import { refusal, standard } from '@kamkor/errors';

export const nameRefused = standard.badInput('NOT_A_NAME', {
  ky: 'Ысым тамгалардан турат, 120дан узун эмес; сөздөрдүн ортосунда боштук, сызыкча же апостроф болушу мүмкүн.',
  ru: 'Имя состоит из букв, не длиннее 120; между словами возможны пробел, дефис или апостроф.',
  en: 'A name consists of letters, at most 120; words may be joined by a space, a hyphen or an apostrophe.',
});

export const pinMalformed = standard.badInput('PIN_MALFORMED', {
  ky: 'ПИН 14 цифрадан турат, биринчиси 0, 1 же 2.',
  ru: 'ПИН состоит из 14 цифр, первая из которых 0, 1 или 2.',
  en: 'A PIN has 14 digits, the first of which is 0, 1 or 2.',
});

export const bornInFuture = standard.badInput('BORN_IN_FUTURE', {
  ky: 'Туулган күнү келечекте болушу мүмкүн эмес.',
  ru: 'Дата рождения не может быть в будущем.',
  en: 'The date of birth cannot lie in the future.',
});

export const territoryUnknown = standard.badInput('TERRITORY_UNKNOWN', {
  ky: 'Мындай аймак коду жок.',
  ru: 'Такого кода территории нет.',
  en: 'There is no territory with this code.',
});

export const territoryNotYours = refusal('FORBIDDEN', 'TERRITORY_OUT_OF_SCOPE', {
  ky: 'Бул аймак сиздин жоопкерчилигиңизде эмес.',
  ru: 'Эта территория не входит в вашу зону ответственности.',
  en: 'This territory is not in your responsibility.',
});

export const motherUnknown = standard.badInput('MOTHER_UNKNOWN', {
  ky: 'Сиз көрө алган реестрде мындай эне жок.',
  ru: 'Среди видимых вам лиц реестра такой матери нет.',
  en: 'Among the persons you may see there is no such mother.',
});

export const motherAgeImpossible = standard.badInput('MOTHER_AGE_IMPOSSIBLE', {
  ky: 'Туулган күндөрү боюнча эне төрөттө {least} жаштан {greatest} жашка чейин болушу керек.',
  ru: 'Судя по датам рождения, матери при родах должно быть от {least} до {greatest} лет.',
  en: 'By the dates of birth the mother must have been {least} to {greatest} years old at the birth.',
});

export const pinTaken = refusal('CONFLICT', 'PIN_TAKEN', {
  ky: 'Бул ПИН реестрде башка маалыматтар менен катталган.',
  ru: 'Этот ПИН уже есть в реестре с другими данными.',
  en: 'The registry already holds this PIN with other data.',
});
