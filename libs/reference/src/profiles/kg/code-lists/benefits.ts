import { list } from './list.js';

/** Of families in a hard life situation. */
export const benefitsLists = {
  hardLifeSituationState: list([
    ['REGISTERED', 'Катталды', 'Зарегистрирована', 'Registered'],
    ['ASSESSED', 'Бааланды', 'Оценена', 'Assessed'],
    ['CLOSED', 'Жабылды', 'Закрыта', 'Closed'],
  ]),
  hardLifeAssessmentOutcome: list([
    ['SUPPORT_PLANNED', 'Колдоо пландалды', 'Поддержка запланирована', 'Support is planned'],
    ['REFERRED', 'Башка органга жиберилди', 'Направлено в другой орган', 'Referred to another body'],
    ['NOT_CONFIRMED', 'Ырасталган жок', 'Не подтвердилось', 'Not confirmed'],
  ]),
  hardLifeClosingReason: list([
    ['OVERCOME', 'Кырдаал жеңилди', 'Ситуация преодолена', 'Overcome'],
    ['NOT_CONFIRMED', 'Ырасталган жок', 'Не подтвердилось', 'Not confirmed'],
    ['MOVED_AWAY', 'Үй-бүлө көчүп кетти', 'Семья переехала', 'The family has moved away'],
    ['FAMILY_DECLINED', 'Үй-бүлө колдоону каалабайт', 'Семья отказалась от поддержки', 'The family declined support'],
    ['OBJECTION_UPHELD', 'Каршы пикир канааттандырылды', 'Возражение удовлетворено', 'The objection was upheld'],
    ['DUPLICATE', 'Кайталанган каттоо', 'Повторный учёт', 'Registered twice'],
    ['CHILD_DIED', 'Бала каза болду', 'Ребёнок умер', 'The child has died'],
  ]),
  hardLifeObjection: list([
    ['NOT_TRUE', 'Туура эмес', 'Это неверно', 'It is not true'],
    ['OVERCOME', 'Кырдаал өттү', 'Ситуация преодолена', 'It is overcome'],
    ['NOT_WANTED', 'Каттоону каалабайбыз', 'Не хотим учёта', 'Not wanted'],
    ['OTHER', 'Башка', 'Другое', 'Other'],
  ]),
  hardLifeObjectionOutcome: list([
    ['UPHELD', 'Канааттандырылды', 'Удовлетворено', 'Upheld'],
    ['REJECTED', 'Четке кагылды', 'Отклонено', 'Rejected'],
  ]),
};
