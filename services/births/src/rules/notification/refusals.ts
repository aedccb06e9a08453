import { refusal } from '@kamkor/errors';

export const notAnInstant = refusal('BAD_USER_INPUT', 'NOT_AN_INSTANT', {
  ky: 'Учур ISO 8601 боюнча, убакыт алкагы менен берилсин: 2024-05-25T08:30:00+06:00.',
  ru: 'Момент должен быть в ISO 8601 со смещением: 2024-05-25T08:30:00+06:00.',
  en: 'An instant is written in ISO 8601 with its offset: 2024-05-25T08:30:00+06:00.',
});
export const notADate = refusal('BAD_USER_INPUT', 'NOT_A_DATE', {
  ky: 'Күн ЖЖЖЖ-АА-КК түрүндө берилсин.',
  ru: 'Дата должна быть в виде ГГГГ-ММ-ДД.',
  en: 'A date is written YYYY-MM-DD.',
});
export const bornInFuture = refusal('BAD_USER_INPUT', 'BIRTH_IN_FUTURE', {
  ky: 'Төрөлгөн учур азыркы убакыттан кийин болушу мүмкүн эмес.',
  ru: 'Рождение не может быть в будущем.',
  en: 'A birth cannot lie in the future.',
});
export const bornTooLongAgo = refusal('BAD_USER_INPUT', 'BIRTH_TOO_LONG_AGO', {
  ky: '{limit} күнүнө чейин болгон төрөттөр билдирүү менен эмес, өзүнчө тартипте катталат.',
  ru: 'Рождения до {limit} регистрируются в отдельном порядке, а не по уведомлению.',
  en: 'Births before {limit} are registered by a procedure of their own, not by notification.',
});
export const weightImpossible = refusal('BAD_USER_INPUT', 'WEIGHT_IMPOSSIBLE', {
  ky: 'Салмак {least} граммдан {greatest} граммга чейин болушу керек.',
  ru: 'Вес должен быть от {least} до {greatest} граммов.',
  en: 'The weight must be {least} to {greatest} grams.',
});
export const pinMalformed = refusal('BAD_USER_INPUT', 'PIN_MALFORMED', {
  ky: 'Жеке номер туура эмес түзүлгөн ({fault}).',
  ru: 'Персональный номер составлен неверно ({fault}).',
  en: 'The personal number is malformed ({fault}).',
});
export const nameMissing = refusal('BAD_USER_INPUT', 'NAME_MISSING', {
  ky: 'NAMED деген ата-эненин фамилиясы да, аты да берилсин.',
  ru: 'Для родителя NAMED нужны и фамилия, и имя.',
  en: 'A parent that is NAMED needs both a family name and a given name.',
});
export const facilityUnknown = refusal('BAD_USER_INPUT', 'FACILITY_UNKNOWN', {
  ky: 'Мекемелер реестринде мындай код жок.',
  ru: 'Такого кода нет в реестре учреждений.',
  en: 'The register of facilities has no such code.',
});
export const birthTerritoryMissing = refusal('BAD_USER_INPUT', 'BIRTH_TERRITORY_MISSING', {
  ky: 'Бала мекемеден тышкары төрөлсө, төрөлгөн жеринин аймагы берилсин.',
  ru: 'Для рождения вне учреждения нужна территория места рождения.',
  en: 'A birth outside a facility needs the territory where it happened.',
});
export const placeMissing = refusal('BAD_USER_INPUT', 'PLACE_OF_BIRTH_MISSING', {
  ky: 'Бала мекемеден тышкары төрөлсө, төрөлгөн жери жазылсын.',
  ru: 'Для рождения вне учреждения нужно место рождения.',
  en: 'A birth outside a facility needs its place.',
});
/** The same for a facility that is not there and one that is not the caller's would tell which codes exist; codes are public. */
export const facilityNotYours = refusal('FORBIDDEN', 'FACILITY_NOT_YOURS', {
  ky: 'Сиз бул мекеменин атынан билдире албайсыз.',
  ru: 'Вы не можете уведомлять от имени этого учреждения.',
  en: 'You may not notify for this facility.',
});
export const facilityRequired = refusal('FORBIDDEN', 'FACILITY_REQUIRED', {
  ky: 'Мекемеден тышкаркы төрөттү жергиликтүү билдирүүчү кабарлайт.',
  ru: 'О рождении вне учреждения уведомляет местный уведомитель.',
  en: 'A birth outside a facility is notified by a community reporter.',
});
export const territoryNotYours = refusal('FORBIDDEN', 'TERRITORY_NOT_YOURS', {
  ky: 'Бул аймактагы төрөт жөнүндө сиз билдире албайсыз.',
  ru: 'Вы не можете уведомлять о рождениях на этой территории.',
  en: 'You may not notify births in this territory.',
});
/** Nothing of the birth that stands is told: whose hand sent this one may not be the hand that sent that one. */
export const recordNumberOfAnother = refusal('BAD_USER_INPUT', 'RECORD_NUMBER_OF_ANOTHER_BIRTH', {
  ky: 'Бул номер менен башка төрөт мурда билдирилген. Бул башка бала болсо, өзүнүн номери менен жибериңиз, мисалы жылы же төрөлүү тартиби менен; ал бала азырынча билдириле элек. Мурунку билдирүүдө ката болсо, ЖАК органына кайрылыңыз.',
  ru: 'Под этим номером уже сообщено о другом рождении. Если это другой ребёнок, отправьте его под собственным номером, например с годом или порядком рождения: о нём пока не сообщено. Если ошибка в прежнем уведомлении, обратитесь в ЗАГС.',
  en: 'This number stands for another birth. If this is another child, send it under a number of its own, such as with the year or the birth order: it is not notified yet. If the earlier notification is wrong, turn to the registrar.',
});
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
