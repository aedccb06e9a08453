import { list } from './list.js';

/** Of the watch over a child's documents, its report, and of deadlines. */
export const watchLists = {
  documentationState: list([
    ['AWAITING_APPLICATION', 'Арыз күтүлүүдө', 'Ожидается заявление', 'Waiting for the application'],
    ['APPLIED', 'Арыз берилди', 'Заявление подано', 'Applied'],
    ['OVERDUE', 'Мөөнөтү өттү', 'Срок истёк', 'Overdue'],
    ['DOCUMENTED', 'Күбөлүк берилди', 'Свидетельство выдано', 'Documented'],
    ['CANCELLED', 'Көзөмөл токтотулду', 'Контроль прекращён', 'Not watched any more'],
  ]),
  responsibleBody: list([
    ['SOCIAL_UNIT', 'Социалдык кызмат', 'Социальная служба', 'Social unit'],
    ['GUARDIANSHIP', 'Көзөмөл жана камкордук органы', 'Орган опеки и попечительства', 'Guardianship body'],
  ]),
  countedPart: list([
    ['WHOLE', 'Бүтүн аймак', 'Вся территория', 'All of the territory'],
    ['PART', 'Сиз көрө алган бөлүгү', 'Видимая вам часть', 'The part that you may see'],
  ]),
  deadlineState: list([
    ['PENDING', 'Мөөнөтү жүрүп жатат', 'Срок идёт', 'Running'],
    ['SUSPENDED', 'Токтотуп турулду', 'Приостановлен', 'Suspended'],
    ['MET', 'Мөөнөтүндө аткарылды', 'Исполнен в срок', 'Met'],
    ['LAPSED', 'Мөөнөтү өттү', 'Истёк', 'Lapsed'],
    ['CANCELLED', 'Жокко чыгарылды', 'Отменён', 'Cancelled'],
    ['PARKED', 'Иштетүүдө ката кетти', 'Ошибка обработки', 'Processing failed'],
  ]),
};
