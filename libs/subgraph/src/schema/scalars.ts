import { Refusal, refusal } from '@kamkor/errors';
import { GraphQLScalarType, Kind } from 'graphql';

const notADate = refusal('BAD_USER_INPUT', 'NOT_A_DATE', {
  ky: 'Күн ЖЖЖЖ-АА-КК түрүндө берилсин.',
  ru: 'Дата должна быть в виде ГГГГ-ММ-ДД.',
  en: 'A date is written YYYY-MM-DD.',
});
const outOfRange = refusal('BAD_USER_INPUT', 'DATE_OUT_OF_RANGE', {
  ky: 'Күн {earliest} менен {latest} ортосунда болсун.',
  ru: 'Дата должна быть от {earliest} до {latest}.',
  en: 'A date lies between {earliest} and {latest}.',
});
const notAnInstant = refusal('BAD_USER_INPUT', 'NOT_AN_INSTANT', {
  ky: 'Учур ISO 8601 боюнча, убакыт алкагы менен берилсин: 2024-05-25T08:30:00+06:00.',
  ru: 'Момент должен быть в ISO 8601 со смещением: 2024-05-25T08:30:00+06:00.',
  en: 'An instant is written in ISO 8601 with its offset: 2024-05-25T08:30:00+06:00.',
});
const notAUuid = refusal('BAD_USER_INPUT', 'NOT_A_UUID', {
  ky: 'Идентификатор UUID түрүндө болушу керек.',
  ru: 'Идентификатор должен быть UUID.',
  en: 'The identifier must be a UUID.',
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

interface ScalarOf<Value> {
  readonly name: string;
  readonly description: string;
  readonly parse: (text: string) => Value;
  readonly refuse: () => Refusal;
}

/** A scalar written as a string. Federation code first drops its checks unless it is also given in `resolvers`. */
function stringScalar<Value>({ name, description, parse, refuse }: ScalarOf<Value>): GraphQLScalarType<Value, string> {
  const read = (value: unknown): Value => {
    if (typeof value !== 'string') throw refuse();
    try {
      return parse(value);
    } catch (error) {
      throw error instanceof Refusal ? error : refuse();
    }
  };
  return new GraphQLScalarType<Value, string>({
    name,
    description,
    serialize: (value) => String(value),
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** Nobody who is asked about was born before, and no term runs longer. */
const EARLIEST = Temporal.PlainDate.from('1850-01-01');
const LATEST = Temporal.PlainDate.from('2200-01-01');

const inRange = (date: Temporal.PlainDate): Temporal.PlainDate => {
  if (Temporal.PlainDate.compare(date, EARLIEST) < 0 || Temporal.PlainDate.compare(date, LATEST) > 0)
    throw outOfRange({}, { earliest: EARLIEST.toString(), latest: LATEST.toString() });
  return date;
};

export const LegalDate = stringScalar({
  name: 'LegalDate',
  description: 'A calendar date in the legal time zone of the country profile, written `YYYY-MM-DD`.',
  parse: (text) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError();
    return inRange(Temporal.PlainDate.from(text, { overflow: 'reject' }));
  },
  refuse: () => notADate(),
});

export const Instant = stringScalar({
  name: 'Instant',
  description:
    'A moment in ISO 8601 with its offset, answered in UTC: `2024-05-25T02:30:00Z`. Precision: milliseconds.',
  parse: (text) => {
    const instant = Temporal.Instant.from(text).round({ smallestUnit: 'millisecond', roundingMode: 'floor' });
    inRange(instant.toZonedDateTimeISO('UTC').toPlainDate());
    return instant;
  },
  refuse: () => notAnInstant(),
});

export const Uuid = stringScalar({
  name: 'UUID',
  description: 'An identifier given by Kamkor: opaque, never reused.',
  parse: (text) => {
    if (!isUuid(text)) throw new TypeError();
    return text.toLowerCase();
  },
  refuse: () => notAUuid(),
});

export const SCALARS = { LegalDate, Instant, UUID: Uuid };
