import { list } from './list.js';

/** Of visits to families and the tasks for them. */
export const outreachLists = {
  outreachState: list([
    ['OPEN', 'Ачык', 'Открыто', 'Open'],
    ['CLOSED', 'Жабык', 'Закрыто', 'Closed'],
    ['WITHDRAWN', 'Кайтарылып алынды', 'Отозвано', 'Withdrawn'],
  ]),
  outreachClosing: list([
    ['DOCUMENTED', 'Күбөлүк берилди', 'Свидетельство выдано', 'The certificate was issued'],
    ['APPLIED_IN_TIME', 'Арыз мөөнөтүндө берилген', 'Заявление было подано в срок', 'Applied in time'],
    ['WATCH_CANCELLED', 'Көзөмөл токтотулду', 'Контроль прекращён', 'Not watched any more'],
    ['CHILD_DIED', 'Бала каза болду', 'Ребёнок умер', 'The child has died'],
  ]),
  outreachAssignee: list([
    ['ME', 'Менин тапшырмаларым', 'Мои задания', 'My tasks'],
    ['NOBODY', 'Эч кимге берилбеген', 'Никому не назначенные', 'Nobody’s tasks'],
  ]),
  reviewConclusion: list([
    ['CONTINUE', 'Баруулар улантылат', 'Визиты продолжаются', 'The visits go on'],
    ['OTHER_WORKER', 'Башка кызматкер барат', 'Визиты другого работника', 'Somebody else visits'],
    ['HAND_OVER', 'Башка кызматка берилет', 'Передача другой службе', 'To be handed over'],
    ['OTHER_MEASURES', 'Башка чаралар керек', 'Нужны другие меры', 'Other measures are needed'],
  ]),
  territoryStartState: list([
    ['PLANNED', 'Пландалган', 'Запланировано', 'Planned'],
    ['LIVE', 'Иштеп жатат', 'Работает', 'Live'],
    ['WITHDRAWN', 'Кайтарылып алынды', 'Отозвано', 'Withdrawn'],
  ]),
  handoverState: list([
    ['OFFERED', 'Сунушталды', 'Предложено', 'Offered'],
    ['ACCEPTED', 'Кабыл алынды', 'Принято', 'Accepted'],
    ['DECLINED', 'Четке кагылды', 'Отклонено', 'Declined'],
    ['WITHDRAWN', 'Кайтарылып алынды', 'Отозвано', 'Withdrawn'],
  ]),
  declineReason: list([
    ['FAMILY_NOT_HERE', 'Үй-бүлө бул жерде жашабайт', 'Семья здесь не живёт', 'The family does not live here'],
    ['ADDRESS_UNKNOWN', 'Дареги белгисиз', 'Адрес неизвестен', 'The address is unknown'],
    ['OTHER', 'Башка', 'Другое', 'Other'],
  ]),
  visitOutcome: list([
    ['NOT_FOUND', 'Даректен эч ким табылган жок', 'По адресу никого не нашли', 'Nobody was found'],
    ['REFUSED', 'Сүйлөшүүдөн баш тартты', 'Отказались от разговора', 'Did not want to talk'],
    ['PROMISED', 'Арыз берүүгө убада кылды', 'Обещали подать заявление', 'Promised to apply'],
    ['APPLIED', 'Арыз бердик деп айтышты', 'Говорят, что подали заявление', 'Say that they have applied'],
    ['MOVED', 'Көчүп кетишкен', 'Переехали', 'Have moved'],
    ['CHILD_ABROAD', 'Бала чет өлкөдө', 'Ребёнок за границей', 'The child is abroad'],
    ['CHILD_ELSEWHERE', 'Бала башкалардын колунда', 'Ребёнок живёт у других', 'The child lives with others'],
    ['CHILD_DIED', 'Бала каза болгон', 'Ребёнок умер', 'The child has died'],
  ]),
  metWith: list([
    ['MOTHER', 'Энеси', 'Мать', 'Mother'],
    ['FATHER', 'Атасы', 'Отец', 'Father'],
    ['OTHER_RELATIVE', 'Башка тууганы', 'Другой родственник', 'Other relative'],
    ['GUARDIAN', 'Камкорчусу', 'Опекун', 'Guardian'],
    ['NEIGHBOUR', 'Кошунасы', 'Сосед', 'Neighbour'],
    ['FACILITY_STAFF', 'Мекеменин кызматкери', 'Сотрудник учреждения', 'Staff of the facility'],
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
};
