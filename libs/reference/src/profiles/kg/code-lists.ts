import type { CodeList, CodeLists } from '../../code-list.js';
import { text } from '../../text.js';

const list = (rows: readonly (readonly [code: string, ky: string, ru: string, en: string])[]): CodeList =>
  rows.map(([code, ky, ru, en]) => ({ code, label: text(ky, ru, en) }));

/** Lists of ours; where the state publishes a list of its own, its codes are to be mapped to these. */
export const codeLists: CodeLists = {
  sex: list([
    ['FEMALE', 'Аял', 'Женский', 'Female'],
    ['MALE', 'Эркек', 'Мужской', 'Male'],
    ['UNDETERMINED', 'Аныкталган эмес', 'Не определён', 'Undetermined'],
  ]),
  careStatus: list([
    ['WITH_PARENTS', 'Ата-энеси менен', 'С родителями', 'With the parents'],
    ['RELINQUISHED', 'Ата-энеси баш тарткан', 'Родители отказались', 'Given up by the parents'],
    ['ABANDONED', 'Калтырылган', 'Оставлен', 'Left behind'],
    ['IN_CARE', 'Мамлекеттин камкордугунда', 'На попечении государства', 'In the care of the state'],
  ]),
  relation: list([
    ['MOTHER', 'Энеси', 'Мать', 'Mother'],
    ['FATHER', 'Атасы', 'Отец', 'Father'],
    ['GUARDIAN', 'Камкорчусу', 'Опекун', 'Guardian'],
    ['GRANDPARENT', 'Чоң атасы же чоң энеси', 'Дедушка или бабушка', 'Grandparent'],
    ['OTHER_RELATIVE', 'Башка тууганы', 'Другой родственник', 'Other relative'],
    ['OFFICIAL', 'Кызматтык адам', 'Должностное лицо', 'Official'],
  ]),
  visitOutcome: list([
    ['MET_FAMILY', 'Үй-бүлө менен жолукту', 'Встреча с семьёй состоялась', 'Met the family'],
    ['NOBODY_HOME', 'Үйдө эч ким жок', 'Никого нет дома', 'Nobody at home'],
    ['NOT_AT_ADDRESS', 'Бул даректе жашабайт', 'По адресу не проживают', 'Do not live at the address'],
    ['ADDRESS_NOT_FOUND', 'Дарек табылган жок', 'Адрес не найден', 'Address not found'],
    ['REFUSED', 'Сүйлөшүүдөн баш тартты', 'Отказались от разговора', 'Did not want to talk'],
    ['UNSAFE', 'Баруу коопсуз эмес', 'Посещение небезопасно', 'Not safe to visit'],
  ]),
  noCertificateReason: list([
    ['DID_NOT_KNOW', 'Билишкен эмес', 'Не знали', 'Did not know'],
    ['NO_DOCUMENTS', 'Ата-эненин документи жок', 'У родителей нет документов', 'The parents lack documents'],
    ['TOO_FAR', 'Мекеме алыс', 'Учреждение далеко', 'The office is too far'],
    ['ILLNESS', 'Оору', 'Болезнь', 'Illness'],
    ['AWAY', 'Үй-бүлө башка жакта', 'Семья в отъезде', 'The family is away'],
    ['DISAGREEMENT', 'Үй-бүлөдө макулдашуу жок', 'Нет согласия в семье', 'The family does not agree'],
    ['ALREADY_APPLIED', 'Арыз берилген', 'Заявление уже подано', 'Already applied'],
    ['NOT_SAID', 'Айтылган жок', 'Не названа', 'Not said'],
    ['OTHER', 'Башка', 'Другая', 'Other'],
  ]),
  obstacle: list([
    ['NO_PASSPORT', 'Ата-эненин паспорту жок', 'У родителя нет паспорта', 'A parent has no passport'],
    ['PASSPORT_EXPIRED', 'Паспорттун мөөнөтү өткөн', 'Паспорт просрочен', 'A passport has expired'],
    ['NO_MARRIAGE_CERTIFICATE', 'Нике күбөлүгү жок', 'Нет свидетельства о браке', 'No marriage certificate'],
    [
      'SIBLINGS_UNDOCUMENTED',
      'Башка балдардын документи жок',
      'Другие дети без документов',
      'Other children lack documents',
    ],
    [
      'NO_REGISTRATION',
      'Жашаган жери катталган эмес',
      'Нет регистрации по месту жительства',
      'No registered residence',
    ],
    ['NO_CITIZENSHIP', 'Жарандыгы аныкталган эмес', 'Гражданство не определено', 'Citizenship not determined'],
    [
      'NO_BIRTH_RECORD',
      'Төрөт жөнүндө медициналык маалымкат жок',
      'Нет медицинской справки о рождении',
      'No medical record of the birth',
    ],
    ['OTHER', 'Башка', 'Другое', 'Other'],
  ]),
  hardLifeCircumstance: list([
    ['POVERTY', 'Жашоого каражат жетпейт', 'Не хватает средств на жизнь', 'Not enough to live on'],
    ['NO_HOUSING', 'Турак жай жок же жараксыз', 'Нет жилья или оно непригодно', 'No housing, or unfit'],
    ['ILLNESS', 'Оор оору', 'Тяжёлая болезнь', 'Serious illness'],
    ['DISABILITY', 'Майыптык', 'Инвалидность', 'Disability'],
    ['VIOLENCE', 'Зомбулук', 'Насилие', 'Violence'],
    ['ADDICTION', 'Көз карандылык', 'Зависимость', 'Addiction'],
    ['PARENT_ABSENT', 'Ата-эненин бири жок', 'Отсутствует родитель', 'A parent is absent'],
    ['CHILD_NEGLECTED', 'Бала кароосуз', 'Ребёнок без присмотра', 'The child is neglected'],
    ['OTHER', 'Башка', 'Другое', 'Other'],
  ]),
  parentDocument: list([
    ['PASSPORT', 'Паспорт', 'Паспорт', 'Passport'],
    ['PASSPORT_EXPIRED', 'Мөөнөтү өткөн паспорт', 'Просроченный паспорт', 'Expired passport'],
    ['MARRIAGE_CERTIFICATE', 'Нике күбөлүгү', 'Свидетельство о браке', 'Marriage certificate'],
    ['BIRTH_CERTIFICATE', 'Туулгандыгы тууралуу күбөлүк', 'Свидетельство о рождении', 'Birth certificate'],
    ['RESIDENCE_REGISTRATION', 'Жашаган жерин каттоо', 'Регистрация по месту жительства', 'Registered residence'],
    ['CITIZENSHIP', 'Жарандык', 'Гражданство', 'Citizenship'],
    ['OTHER', 'Башка', 'Другой', 'Other'],
  ]),
};
