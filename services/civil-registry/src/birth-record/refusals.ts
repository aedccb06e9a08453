import { refusal, standard } from '@kamkor/errors';

export const appliedBeforeBirth = standard.badInput('APPLIED_BEFORE_BIRTH', {
  ky: 'Арыз бала төрөлгөнгө чейин ({born}) берилиши мүмкүн эмес.',
  ru: 'Заявление не могло быть подано до рождения ({born}).',
  en: 'The application cannot have been made before the birth ({born}).',
});

export const appliedInFuture = standard.badInput('APPLIED_IN_FUTURE', {
  ky: 'Арыздын убактысы келечекте болушу мүмкүн эмес.',
  ru: 'Время подачи заявления не может быть в будущем.',
  en: 'The time of the application cannot lie in the future.',
});

export const appliesNow = standard.badInput('CITIZEN_APPLIES_NOW', {
  ky: 'Өзүңүз берген арыз азыркы учур менен катталат; убакытты көрсөтпөңүз.',
  ru: 'Ваше собственное заявление записывается текущим временем; не указывайте время.',
  en: 'Your own application counts from now; do not give a time.',
});

export const appliesAsMother = standard.badInput('CITIZEN_APPLIES_AS_MOTHER', {
  ky: 'Өз балаңыз үчүн арызды эне катары гана бере аласыз.',
  ru: 'Заявление о своём ребёнке вы подаёте как мать.',
  en: 'You apply for your own child as the mother.',
});

export const childNotIdentified = refusal('TRANSITION_REFUSED', 'CHILD_NOT_IDENTIFIED', {
  ky: 'Баланын ким экени аныктала элек; адегенде каттоочу муну чечет: {allowed}.',
  ru: 'Ещё не установлено, кто этот ребёнок; сначала это решает регистратор: {allowed}.',
  en: 'It is not yet known who this child is; a registrar decides that first: {allowed}.',
});

export const alreadyIdentified = refusal('TRANSITION_REFUSED', 'CHILD_ALREADY_IDENTIFIED', {
  ky: 'Баланын ким экени мурда аныкталган.',
  ru: 'Уже установлено, кто этот ребёнок.',
  en: 'It is already known who this child is.',
});

export const notACandidate = standard.badInput('NOT_A_CANDIDATE', {
  ky: 'Бул адам ушул төрөлүү үчүн талапкер эмес: энеси, туулган күнү же жынысы башка, же ал башка төрөлүүгө байланган.',
  ru: 'Это лицо не подходит к этому рождению: другая мать, дата рождения или пол, либо оно связано с другим рождением.',
  en: 'This person is no candidate for this birth: the mother, date or sex differs, or another birth is linked to them.',
});

export const birthDateNeeded = standard.badInput('BIRTH_DATE_NEEDED', {
  ky: 'Баланын туулган күнү болжол менен гана белгилүү; каттоодо так күнү көрсөтүлсүн.',
  ru: 'Дата рождения известна лишь приблизительно; при регистрации укажите точную.',
  en: 'The date of birth is only approximate; say the date with which the birth is registered.',
});

export const birthDateStands = standard.badInput('BIRTH_DATE_STANDS', {
  ky: 'Туулган күнү билдирүүдө көрсөтүлгөн, ал каттоодо өзгөртүлбөйт.',
  ru: 'Дата рождения указана в уведомлении и при регистрации не меняется.',
  en: 'The date of birth was notified and is not changed by registering.',
});

export const sexStands = standard.badInput('SEX_STANDS', {
  ky: 'Баланын жынысы билдирүүдө көрсөтүлгөн, ал каттоодо өзгөртүлбөйт.',
  ru: 'Пол ребёнка указан в уведомлении и при регистрации не меняется.',
  en: 'The sex of the child was notified and is not changed by registering.',
});

export const papersOnAnotherRecord = refusal('TRANSITION_REFUSED', 'PAPERS_ON_ANOTHER_RECORD', {
  ky: 'Бул бала эки жолу билдирилген: документтер экинчи жазууда жүргүзүлөт.',
  ru: 'Об этом ребёнке уведомили дважды: документы ведутся по другой записи.',
  en: 'This child was notified twice: its papers are on the other record.',
});

export const citizenNamesNoMother = standard.badInput('CITIZEN_NAMES_NO_MOTHER', {
  ky: 'Өз балаңыз үчүн арызда эне көрсөтүлбөйт: ал сиз.',
  ru: 'В заявлении о своём ребёнке мать не указывают: это вы.',
  en: 'An application for your own child names no mother: you are her.',
});

export const parentageUndecided = refusal('TRANSITION_REFUSED', 'PARENTAGE_MISMATCH', {
  ky: 'Арыздагы эне билдирүүдөгү эне эмес; адегенде муну башка каттоочу чечет: {allowed}.',
  ru: 'В заявлении указана не та мать, что в уведомлении; сначала это решает другой регистратор: {allowed}.',
  en: 'The application names another mother than the notification; another registrar decides that first: {allowed}.',
});

export const parentageNotQuestioned = refusal('TRANSITION_REFUSED', 'PARENTAGE_NOT_QUESTIONED', {
  ky: 'Эненин ким экени боюнча чечиле турган суроо жок.',
  ru: 'О том, кто мать, решать нечего.',
  en: 'There is nothing to decide about who the mother is.',
});

export const secondRegistrarNeeded = refusal('FORBIDDEN', 'SECOND_REGISTRAR_NEEDED', {
  ky: 'Эненин ким экенин арызды кабыл алган каттоочу эмес, башкасы чечет.',
  ru: 'Кто мать, решает не тот регистратор, который принял заявление.',
  en: 'Another registrar than the one who took the application decides who the mother is.',
});

export const groundsMissing = standard.badInput('GROUNDS_MISSING', {
  ky: 'Чечимдин негизи жазылсын: 10дон 2000 белгиге чейин.',
  ru: 'Укажите основания решения: от 10 до 2000 знаков.',
  en: 'Say the grounds of the decision, in 10 to 2,000 characters.',
});

export const pinAlreadyKnown = refusal('TRANSITION_REFUSED', 'PIN_ALREADY_KNOWN', {
  ky: 'Баланын ПИНи реестрде бар.',
  ru: 'ПИН ребёнка уже есть в реестре.',
  en: 'The registry already holds the child’s PIN.',
});
