import { list } from './list.js';

/** Of a notified birth. */
export const birthLists = {
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
  parentIdentity: list([
    ['PIN', 'Жеке номери белгилүү', 'Известен персональный номер', 'Known by the personal number'],
    ['NAMED', 'Аты-жөнү гана белгилүү', 'Известно только имя', 'Known by name only'],
    ['UNKNOWN', 'Белгисиз', 'Неизвестен', 'Unknown'],
  ]),
  birthAttendant: list([
    ['DOCTOR', 'Дарыгер', 'Врач', 'Doctor'],
    ['MIDWIFE', 'Акушерка', 'Акушерка', 'Midwife'],
    ['FELDSHER', 'Фельдшер', 'Фельдшер', 'Feldsher'],
    ['OTHER', 'Башка адам', 'Другое лицо', 'Somebody else'],
    ['NOBODY', 'Эч ким', 'Никто', 'Nobody'],
  ]),
  territorySource: list([
    ['MOTHER', 'Эне жашаган жер', 'Где живёт мать', 'Where the mother lives'],
    ['FACILITY', 'Мекеменин аймагы', 'Территория учреждения', 'Territory of the facility'],
    ['PLACE_OF_BIRTH', 'Төрөлгөн жери', 'Место рождения', 'Place of birth'],
    [
      'FACILITY_IN_MOTHERS_AREA',
      'Эне жашаган облустагы мекеменин аймагы',
      'Территория учреждения в области, где живёт мать',
      'Territory of the facility in the mother’s province',
    ],
    [
      'PLACE_OF_BIRTH_IN_MOTHERS_AREA',
      'Эне жашаган облустагы төрөлгөн жери',
      'Место рождения в области, где живёт мать',
      'Place of birth in the mother’s province',
    ],
    ['MOTHERS_AREA', 'Эне жашаган облус', 'Область, где живёт мать', 'The mother’s province'],
    ['HANDED_OVER', 'Өткөрүп берилген', 'Передано', 'Handed over'],
  ]),
  registryState: list([
    ['PENDING', 'Реестрдин жообу күтүлүүдө', 'Ожидается ответ реестра', 'Waiting for the registry'],
    ['MATCHED', 'Реестрден табылды', 'Найден в реестре', 'Found in the registry'],
    ['CREATED', 'Реестрге киргизилди', 'Внесён в реестр', 'Entered in the registry'],
    ['NOT_IDENTIFIED', 'Каттоочу аныктайт', 'Установит регистратор', 'For a registrar to identify'],
  ]),
  missingItem: list([
    ['WEIGHT', 'Баланын салмагы', 'Вес ребёнка', 'The child’s weight'],
    ['MOTHER', 'Эненин ким экени', 'Кто мать', 'Who the mother is'],
    ['MOTHER_PIN', 'Эненин жеке номери', 'Персональный номер матери', 'The mother’s personal number'],
    ['FATHER', 'Атасы жөнүндө маалымат', 'Сведения об отце', 'The father'],
    [
      'MOTHER_TERRITORY',
      'Эне жашаган район же шаар',
      'Район или город, где живёт мать',
      'The mother’s district or town',
    ],
    ['MOTHER_ADDRESS', 'Эненин дареги', 'Адрес матери', 'The mother’s address'],
    ['INFORMANT_PHONE', 'Кабарлаган адамдын телефону', 'Телефон сообщившего', 'The informant’s telephone'],
    ['ATTENDANT', 'Төрөттү ким кабыл алганы', 'Кто принимал роды', 'Who attended the birth'],
    ['PLURALITY', 'Төрөлгөн балдардын саны', 'Число рождённых детей', 'How many children were born'],
    ['BIRTH_ORDER', 'Төрөлүү катары', 'Порядок рождения', 'The order of birth'],
    ['DELIVERY_ID', 'Төрөттүн номери', 'Номер родов', 'The number of the delivery'],
  ]),
};
