import { list } from './list.js';

/** Of two notified births that may be one child. */
export const duplicateLists = {
  duplicateState: list([
    ['OPEN', 'Чечилген эмес', 'Не решено', 'Not decided'],
    ['SAME', 'Бир бала', 'Один ребёнок', 'One child'],
    ['DIFFERENT', 'Эки башка бала', 'Два разных ребёнка', 'Two children'],
  ]),
  duplicateDecision: list([
    ['SAME', 'Бир бала', 'Один ребёнок', 'One child'],
    ['DIFFERENT', 'Эки башка бала', 'Два разных ребёнка', 'Two children'],
  ]),
  duplicateReason: list([
    [
      'SAME_MOTHER_PIN',
      'Энелердин жеке номери бирдей',
      'Одинаковый номер матери',
      'Same personal number of the mothers',
    ],
    ['SAME_FATHER_PIN', 'Аталардын жеке номери бирдей', 'Одинаковый номер отца', 'Same personal number of the fathers'],
    ['SAME_NAMES', 'Энелердин аты-жөнү бирдей', 'Одинаковые имена матерей', 'Same names of the mothers'],
    [
      'NAMES_IN_ANOTHER_SCRIPT',
      'Аты-жөнү башка жазууда бирдей',
      'Те же имена другим письмом',
      'Same names in another script',
    ],
    ['NAMES_SWAPPED', 'Фамилия менен аты алмашкан', 'Фамилия и имя переставлены', 'Family and given name swapped'],
    [
      'SAME_MOTHER_BIRTH_DATE',
      'Энелердин туулган күнү бирдей',
      'Одинаковая дата рождения матери',
      'Same date of birth of the mothers',
    ],
    [
      'MOTHER_BIRTH_DATE_TRANSPOSED',
      'Эненин туулган күнүндө күн менен ай алмашкан',
      'В дате рождения матери переставлены день и месяц',
      'Day and month of the mother’s birth exchanged',
    ],
    [
      'SAME_BIRTH_DATE',
      'Балдардын туулган күнү бирдей',
      'Одинаковая дата рождения детей',
      'Same date of birth of the children',
    ],
    [
      'BIRTH_DATE_TRANSPOSED',
      'Баланын туулган күнүндө күн менен ай алмашкан',
      'В дате рождения ребёнка переставлены день и месяц',
      'Day and month of the child’s birth exchanged',
    ],
    ['NEXT_DAY', 'Бир күн айырма', 'Разница в один день', 'A day apart'],
    [
      'WITHIN_INTERVAL',
      'Төрөттөрдүн арасы өтө кыска',
      'Слишком короткий срок между родами',
      'Too soon for another delivery',
    ],
    ['SAME_DELIVERY_AND_ORDER', 'Ошол эле төрөт жана катар', 'Те же роды и порядок', 'Same delivery and order'],
    ['SAME_WEIGHT', 'Салмагы бирдей', 'Одинаковый вес', 'Same weight'],
    ['DIFFERENT_KEEPERS', 'Башка-башка мекеме билдирген', 'Сообщили разные учреждения', 'Notified by two facilities'],
    ['SEX_DIFFERS', 'Жынысы башка', 'Пол различается', 'The sex differs'],
    ['WEIGHT_DIFFERS', 'Салмагы башка', 'Вес различается', 'The weight differs'],
    ['LIVE_DIFFERS', 'Бири өлү төрөлгөн', 'Один мертворождён', 'One was stillborn'],
    ['MOTHER_PIN_DIFFERS', 'Энелердин жеке номери башка', 'Номера матерей различаются', 'The mothers’ numbers differ'],
  ]),
};
