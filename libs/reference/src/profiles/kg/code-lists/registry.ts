import { list } from './list.js';

/** Of the civil registry. */
export const registryLists = {
  birthRecordState: list([
    ['NOTIFIED', 'Билдирилди', 'Уведомлено', 'Notified'],
    ['APPLIED', 'Арыз берилди', 'Заявление подано', 'Applied'],
    ['REGISTERED', 'Катталды', 'Зарегистрировано', 'Registered'],
    ['CERTIFIED', 'Күбөлүк берилди', 'Свидетельство выдано', 'Certificate issued'],
  ]),
  childIdentification: list([
    ['MATCHED', 'Реестрден табылды', 'Найден в реестре', 'Found in the registry'],
    ['CREATED', 'Реестрге киргизилди', 'Внесён в реестр', 'Entered in the registry'],
    ['NOT_IDENTIFIED', 'Каттоочу аныктайт', 'Установит регистратор', 'For a registrar to identify'],
  ]),
  birthCertificateApplicant: list([
    ['MOTHER', 'Энеси', 'Мать', 'Mother'],
    ['FATHER', 'Атасы', 'Отец', 'Father'],
    ['RELATIVE', 'Башка тууганы же өкүлү', 'Другой родственник или представитель', 'Other relative or somebody sent'],
    ['GUARDIAN', 'Камкорчусу же камкордук органы', 'Опекун или орган опеки', 'Guardian or guardianship body'],
    ['INSTITUTION', 'Бала жашаган мекеме', 'Учреждение, где живёт ребёнок', 'The child’s institution'],
  ]),
  pinState: list([
    ['NOT_REQUESTED', 'Суралган эмес', 'Не запрошен', 'Not requested'],
    ['PENDING', 'Суралды, күтүлүүдө', 'Запрошен, ожидается', 'Requested'],
    ['RECORDED', 'Берилди', 'Присвоен', 'Given'],
  ]),
  parentage: list([
    ['NOT_QUESTIONED', 'Суроо жок', 'Вопроса нет', 'Not questioned'],
    [
      'MISMATCH',
      'Арызда башка эне көрсөтүлгөн',
      'В заявлении указана другая мать',
      'The application names another mother',
    ],
    ['DECIDED', 'Чечилди', 'Решено', 'Decided'],
  ]),
  parentageDecision: list([
    ['NOTIFIED_MOTHER', 'Билдирүүдөгү эне', 'Мать из уведомления', 'The notified mother'],
    ['APPLICATION_MOTHER', 'Арыздагы эне', 'Мать из заявления', 'The mother of the application'],
  ]),
  documentHelpState: list([
    ['OPEN', 'Ачык', 'Открыто', 'Open'],
    ['IN_PROGRESS', 'Аткарылууда', 'В работе', 'In progress'],
    ['HELPED', 'Жардам берилди', 'Помощь оказана', 'Helped'],
    ['NOT_POSSIBLE', 'Мүмкүн болгон жок', 'Невозможно', 'Not possible'],
    ['WITHDRAWN', 'Токтотулду', 'Прекращено', 'Withdrawn'],
  ]),
  documentNotPossibleReason: list([
    ['PARENT_DECLINED', 'Ата-эне каалабайт', 'Родитель не хочет', 'The parent does not want it'],
    ['PARENT_NOT_FOUND', 'Ата-эне табылган жок', 'Родитель не найден', 'The parent was not found'],
    [
      'FOREIGN_AUTHORITY',
      'Чет өлкөнүн органы гана берет',
      'Выдаёт только орган другой страны',
      'Only a foreign authority gives it',
    ],
    ['COURT_NEEDED', 'Соттун чечими керек', 'Нужно решение суда', 'A court has to decide'],
    ['NOT_NEEDED', 'Керек эмес экен', 'Оказался не нужен', 'It was not needed'],
    ['OTHER', 'Башка', 'Другое', 'Other'],
  ]),
  helpedParent: list([
    ['MOTHER', 'Энеси', 'Мать', 'Mother'],
    ['FATHER', 'Атасы', 'Отец', 'Father'],
  ]),
  knownFrom: list([
    ['BIRTH_NOTIFICATION', 'Төрөлгөндүгү жөнүндө билдирүү', 'Уведомление о рождении', 'Birth notification'],
    ['PAPER', 'Кагаз документ', 'Бумажный документ', 'Paper document'],
    ['OTHER_REGISTER', 'Башка мамлекеттик реестр', 'Другой государственный реестр', 'Another state register'],
  ]),
  enteredFrom: list([
    ['PAPER', 'Кагаз документ', 'Бумажный документ', 'Paper document'],
    ['OTHER_REGISTER', 'Башка мамлекеттик реестр', 'Другой государственный реестр', 'Another state register'],
  ]),
};
