import { refusal, standard } from '@kamkor/errors';

const { badInput } = standard;

export const bodyNotJson = badInput('BODY_NOT_JSON', {
  ky: 'Сурамдын денеси UTF-8 коддоосундагы туура JSON эмес.',
  ru: 'Тело запроса не является правильным JSON в кодировке UTF-8.',
  en: 'The body is not valid JSON in UTF-8.',
});

export const wrongContentType = badInput('CONTENT_TYPE', {
  ky: 'Сурамды Content-Type: application/json менен, кысылбаган түрдө жөнөтүңүз.',
  ru: 'Отправьте запрос с Content-Type: application/json, без сжатия.',
  en: 'Send the request with Content-Type: application/json, not compressed.',
});

export const wrongMethod = badInput('METHOD', {
  ky: 'Бул дарек {allowed} гана кабыл алат.',
  ru: 'Этот адрес принимает только {allowed}.',
  en: 'This address takes only {allowed}.',
});

export const noSuchAddress = badInput('ADDRESS', {
  ky: 'Мындай дарек жок; граф /graphql дарегинде.',
  ru: 'Такого адреса нет; граф находится по адресу /graphql.',
  en: 'There is no such address; the graph is at /graphql.',
});

export const tooLarge = badInput('BODY_TOO_LARGE', {
  ky: 'Сурам өтө чоң: эң көп {limit} байт.',
  ru: 'Запрос слишком велик: не более {limit} байт.',
  en: 'The request is too large: at most {limit} bytes.',
});

export const batched = badInput('ONE_OPERATION_PER_REQUEST', {
  ky: 'Бир сурамда бир гана аракет жөнөтүңүз.',
  ru: 'Отправляйте по одной операции в запросе.',
  en: 'Send one operation per request.',
});

export const queryMissing = badInput('QUERY_MISSING', {
  ky: 'JSON объектисинде бош эмес «query» тексти болушу керек.',
  ru: 'В JSON-объекте должен быть непустой текст «query».',
  en: 'The JSON object must have a non-empty text "query".',
});

export const variablesNotObject = badInput('VARIABLES_NOT_AN_OBJECT', {
  ky: '«variables» объект болушу керек, тереңдиги эң көп {limit}.',
  ru: '«variables» должно быть объектом глубиной не более {limit}.',
  en: '"variables" must be an object, at most {limit} levels deep.',
});

export const wrongOperationName = badInput('OPERATION_NAME', {
  ky: '«operationName» текст болуп, сурамдагы бир аракетти аташы керек.',
  ru: '«operationName» должно быть текстом и называть одну из операций запроса.',
  en: '"operationName" must be a text that names one of the operations of the query.',
});

export const queryInvalid = badInput('QUERY_INVALID', {
  ky: 'Сурам графка туура келбейт: {detail}',
  ru: 'Запрос не соответствует графу: {detail}',
  en: 'The query does not fit the graph: {detail}',
});

export const queryTooLarge = badInput('QUERY_TOO_COMPLEX', {
  ky: 'Сурам өтө татаал. Аны бөлүңүз. {detail}',
  ru: 'Запрос слишком сложен. Разделите его. {detail}',
  en: 'The query is too complex. Split it. {detail}',
});

export const headerInvalid = badInput('HEADER_INVALID', {
  ky: '{header} башы эң көп 200 ASCII белгиден турушу керек.',
  ru: 'Заголовок {header} должен состоять не более чем из 200 символов ASCII.',
  en: 'The header {header} must be at most 200 ASCII characters.',
});

export const withoutAnswer = refusal('SUBGRAPH_UNAVAILABLE', 'NO_ANSWER', {
  ky: '«{service}» кызматы азыр жеткиликсиз, ошондуктан жооп берилген жок. Бир аздан кийин кайталаңыз.',
  ru: 'Служба «{service}» сейчас недоступна, поэтому ответ не выдан. Повторите чуть позже.',
  en: 'The service "{service}" is unavailable, so no answer is given. Try again shortly.',
});
