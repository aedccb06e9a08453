import { list } from './list.js';

/** Of what a visit finds beside the missing certificate. */
export const obstacleLists = {
  obstacle: list([
    ['HARD_LIFE_SITUATION', 'Турмуштук оор кырдаал', 'Трудная жизненная ситуация', 'Hard life situation'],
    [
      'UNDOCUMENTED_SIBLINGS',
      'Башка балдардын документи жок',
      'Другие дети без документов',
      'Other children lack documents',
    ],
    ['PARENT_LACKS_DOCUMENT', 'Ата-эненин документи жок', 'У родителя нет документа', 'A parent lacks a document'],
  ]),
  hardLifeCircumstance: list([
    ['POVERTY', 'Жашоого каражат жетпейт', 'Не хватает средств на жизнь', 'Not enough to live on'],
    ['NO_HOUSING', 'Турак жай жок же жараксыз', 'Нет жилья или оно непригодно', 'No housing, or unfit'],
    ['ILLNESS', 'Оор оору', 'Тяжёлая болезнь', 'Serious illness'],
    ['DISABILITY', 'Майыптык', 'Инвалидность', 'Disability'],
    ['ADDICTION', 'Көз карандылык', 'Зависимость', 'Addiction'],
    ['PARENT_ABSENT', 'Ата-эненин бири жок', 'Отсутствует родитель', 'A parent is absent'],
    ['OTHER', 'Башка', 'Другое', 'Other'],
  ]),
  visitedParent: list([
    ['MOTHER', 'Энеси', 'Мать', 'Mother'],
    ['FATHER', 'Атасы', 'Отец', 'Father'],
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
  safetyGround: list([
    ['VIOLENCE', 'Зомбулук', 'Насилие', 'Violence'],
    ['THREAT', 'Коркутуу', 'Угрозы', 'Threats'],
    ['NEGLECT', 'Бала кароосуз', 'Ребёнок без присмотра', 'A child is neglected'],
    ['FORCED_MARRIAGE', 'Мажбурлап нике кыюу', 'Принудительный брак', 'Forced marriage'],
    ['TRAFFICKING', 'Адам сатуу', 'Торговля людьми', 'Trafficking'],
    ['MOTHER_UNDER_AGE', 'Эне жашы жете элек', 'Мать несовершеннолетняя', 'The mother is a child herself'],
    ['OTHER', 'Башка', 'Другое', 'Other'],
  ]),
  safetyConcernState: list([
    ['RAISED', 'Билдирилди', 'Сообщено', 'Raised'],
    ['TAKEN_UP', 'Кароого алынды', 'Принято в работу', 'Taken up'],
    ['CLOSED', 'Жабылды', 'Закрыто', 'Closed'],
  ]),
  safetyOutcome: list([
    ['PROTECTED', 'Коргоого алынды', 'Защита обеспечена', 'Protected'],
    ['REFERRED', 'Башка органга өткөрүлдү', 'Передано другому органу', 'Referred to another body'],
    ['NOT_CONFIRMED', 'Ырасталган жок', 'Не подтвердилось', 'Not confirmed'],
  ]),
  namingState: list([
    ['NAMED', 'Дайындалган', 'Назначен', 'Named'],
    ['WITHDRAWN', 'Бошотулган', 'Освобождён', 'Withdrawn'],
  ]),
  withdrawalReason: list([
    ['LEFT_OFFICE', 'Кызматтан кеткен', 'Ушёл из органа', 'Left the office'],
    ['ON_LEAVE', 'Убактылуу жок', 'Временно отсутствует', 'Away for a time'],
    ['CONFLICT_OF_INTEREST', 'Кызыкчылыктардын кагылышуусу', 'Конфликт интересов', 'Conflict of interest'],
    ['MISUSE', 'Маалыматты кыянат пайдаланган', 'Злоупотребил сведениями', 'Misuse of what was seen'],
    ['OTHER', 'Башка', 'Другое', 'Other'],
  ]),
};
