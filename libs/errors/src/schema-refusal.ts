import { placeBelow } from './place.js';
import type { Refusal } from './refusal.js';
import { badInput } from './standard.js';

export const valueMissing = badInput('VALUE_MISSING', {
  ky: 'Бул маани милдеттүү.',
  ru: 'Это значение обязательно.',
  en: 'This value is required.',
});
const codeUnknown = badInput('CODE_UNKNOWN', {
  ky: '{type} тизмесинде мындай код жок.',
  ru: 'В списке {type} нет такого кода.',
  en: 'The list {type} has no such code.',
});
const notAText = badInput('NOT_A_TEXT', {
  ky: 'Бул жерде текст күтүлөт.',
  ru: 'Здесь ожидается текст.',
  en: 'A text is expected here.',
});
const notAWholeNumber = badInput('NOT_A_WHOLE_NUMBER', {
  ky: 'Бул жерде −2147483648ден 2147483647ге чейинки бүтүн сан күтүлөт.',
  ru: 'Здесь ожидается целое число от −2147483648 до 2147483647.',
  en: 'A whole number from −2147483648 to 2147483647 is expected here.',
});
const notANumber = badInput('NOT_A_NUMBER', {
  ky: 'Бул жерде сан күтүлөт.',
  ru: 'Здесь ожидается число.',
  en: 'A number is expected here.',
});
const notABoolean = badInput('NOT_A_BOOLEAN', {
  ky: 'Бул жерде true же false күтүлөт.',
  ru: 'Здесь ожидается true или false.',
  en: 'true or false is expected here.',
});
const notAnObject = badInput('NOT_AN_OBJECT', {
  ky: 'Бул жерде {type} объекти күтүлөт.',
  ru: 'Здесь ожидается объект {type}.',
  en: 'An object {type} is expected here.',
});
const fieldUnknown = badInput('FIELD_UNKNOWN', {
  ky: '{type} объектисинде мындай талаа жок.',
  ru: 'У объекта {type} нет такого поля.',
  en: 'The object {type} has no such field.',
});
const doesNotFit = badInput('DOES_NOT_FIT_SCHEMA', {
  ky: 'Маани же сурам графка туура келбейт: {detail}',
  ru: 'Значение или запрос не соответствует графу: {detail}',
  en: 'The value or the query does not fit the graph: {detail}',
});

interface Fault {
  /** `field`: of the object at the place, which the sentence names apart from it; `type`: what the graph has there. */
  readonly sentence: RegExp;
  readonly refuse: typeof notAText;
}

const FAULTS: readonly Fault[] = [
  { sentence: /^Field "(?:\w+\.)?(?<field>\w+)" of required type "[^"]+" was not provided/, refuse: valueMissing },
  { sentence: /^Field "(?<field>[^"]+)" is not defined by type "(?<type>\w+)"/, refuse: fieldUnknown },
  { sentence: /^Expected non-nullable type "[^"]+" not to be null/, refuse: valueMissing },
  {
    sentence:
      /^(?:Variable|Argument) "[^"]+" of (?:required|non-null) type "[^"]+" (?:was (?:not )?provided|must not be null)/,
    refuse: valueMissing,
  },
  { sentence: /^(?:Field|Directive) "[^"]+" argument "\w+" of type "[^"]+" is required/, refuse: valueMissing },
  { sentence: /^Expected value of type "[^"]+!", found null\.$/, refuse: valueMissing },
  { sentence: /^Value ".*" does not exist in "(?<type>\w+)" enum/s, refuse: codeUnknown },
  { sentence: /^Enum "(?<type>\w+)" cannot represent/, refuse: codeUnknown },
  { sentence: /^(?:String|ID) cannot represent/, refuse: notAText },
  { sentence: /^Int cannot represent/, refuse: notAWholeNumber },
  { sentence: /^Float cannot represent/, refuse: notANumber },
  { sentence: /^Boolean cannot represent/, refuse: notABoolean },
  { sentence: /^Expected type "(?<type>\w+)" to be an object/, refuse: notAnObject },
  { sentence: /^Expected value of type "\[*(?<type>\w+)[!\]]*", found .*\.$/s, refuse: notAnObject },
];

/**
 * The refusal that graphql-js means by a sentence about a value at `place`; it says what in no other way. Of a field that
 * is missing or unknown it says the name, and `place` is that of the object.
 */
export function schemaRefusal(sentence: string, place: string | undefined): Refusal {
  const { fault, groups } = faultIn(sentence) ?? {};
  const name = groups?.['field'];
  const field = name === undefined ? place : placeBelow(place ?? '', name);
  const details = field ? { field } : {};
  return fault ? fault.refuse(details, { type: groups?.['type'] ?? '' }) : doesNotFit(details, { detail: sentence });
}

/** Whether a sentence of graphql-js is about a value, and not about the query around it. */
export const isFaultOfValue = (sentence: string): boolean => faultIn(sentence) !== undefined;

/** Its own part begins the sentence or comes after what is said of the variable; a value that is quoted may look like one. */
function faultIn(sentence: string): { fault: Fault; groups: Record<string, string> | undefined } | undefined {
  for (let at = 0; ; ) {
    for (const fault of FAULTS) {
      const found = fault.sentence.exec(sentence.slice(at));
      if (found) return { fault, groups: found.groups };
    }
    const next = sentence.indexOf('; ', at);
    if (next === -1) return undefined;
    at = next + 2;
  }
}
