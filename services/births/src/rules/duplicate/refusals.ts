import { refusal } from '@kamkor/errors';

export const territoryOfAnother = refusal('FORBIDDEN', 'TERRITORY_OF_ANOTHER', {
  ky: 'Билдирүүлөрдүн бири башка аймактыкы: экөөнө тең жооптуу каттоочу чечет.',
  ru: 'Одно из уведомлений относится к другой территории: решает регистратор, ответственный за обе.',
  en: 'One of the notifications is of another territory: a registrar who is responsible for both decides.',
});
export const closedAlready = refusal('CONFLICT', 'NOTIFICATION_CLOSED', {
  ky: 'Бул билдирүүлөрдүн бири башка билдирүүнүн кайталанышы катары жабылган; калганы менен чечиңиз.',
  ru: 'Одно из этих уведомлений уже закрыто как дубликат другого; решайте с тем, которое осталось.',
  en: 'One of these notifications is closed as a duplicate of another; decide with the one that was kept.',
});
export const keepsOthers = refusal('CONFLICT', 'NOTIFICATION_KEPT', {
  ky: 'Жабыла турган билдирүү башка кайталоонун ордуна калган: ушул калсын же мурунку чечимди жокко чыгарыңыз.',
  ru: 'Закрываемое уведомление оставлено вместо другого дубликата: оставьте его или отмените прежнее решение.',
  en: 'The notification to be closed was kept in place of another duplicate: keep it, or undo that decision first.',
});
