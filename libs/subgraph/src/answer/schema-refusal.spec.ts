import { placeOf, schemaRefusal } from '@kamkor/errors';
import { buildSchema, executeSync, parse, validate } from 'graphql';

const schema = buildSchema(`
  enum Sex { FEMALE MALE }
  input Mother { pin: String! }
  input Birth { sex: Sex! mothers: [Mother!] weight: Int live: Boolean share: Float }
  type Query { birth(birth: Birth!, count: Int = 1, ids: [ID!]): Int other(count: Int! = 1): Int }`);
const QUERY = 'query ($b: Birth!, $n: Int) { first: birth(birth: $b, count: $n) }';

/** Beside graphql-js, so that a version of it with other sentences is noticed. */
function refused(query: string, variableValues: Record<string, unknown> = {}) {
  const document = parse(query);
  const [invalid] = validate(schema, document);
  const [error] = invalid ? [invalid] : (executeSync({ schema, document, variableValues }).errors ?? []);
  return error && schemaRefusal(error.message, placeOf(error, document));
}

it.each([
  [{}, 'birth', 'VALUE_MISSING'],
  [{ b: null }, 'birth', 'VALUE_MISSING'],
  [{ b: {} }, 'birth.sex', 'VALUE_MISSING'],
  [{ b: 'x' }, 'birth', 'NOT_AN_OBJECT'],
  [{ b: { sex: 'GIRL' } }, 'birth.sex', 'CODE_UNKNOWN'],
  [{ b: { sex: 1 } }, 'birth.sex', 'CODE_UNKNOWN'],
  [{ b: { sex: 'MALE', colour: 1 } }, 'birth.colour', 'FIELD_UNKNOWN'],
  [{ b: { sex: 'MALE', weight: 1e10 } }, 'birth.weight', 'NOT_A_WHOLE_NUMBER'],
  [{ b: { sex: 'MALE', mothers: [{ pin: 'a' }, { pin: 7 }] } }, 'birth.mothers[1].pin', 'NOT_A_TEXT'],
  [{ b: { sex: 'MALE', mothers: { pin: 7 } } }, 'birth.mothers.pin', 'NOT_A_TEXT'],
  [{ b: { sex: 'MALE', mothers: [{}] } }, 'birth.mothers[0].pin', 'VALUE_MISSING'],
  [{ b: { sex: 'MALE', mothers: [{ pin: 'a' }, null] } }, 'birth.mothers[1]', 'VALUE_MISSING'],
  [{ b: { sex: 'x" at "b.live"; y' } }, 'birth.sex', 'CODE_UNKNOWN'],
  [{ b: { sex: 'MALE' }, n: 'x' }, 'count', 'NOT_A_WHOLE_NUMBER'],
])('%j is refused by the field %s for %s, in each language by words of its own', (variables, field, reason) => {
  const refusal = refused(QUERY, variables)!;
  expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', reason, details: { field } });
  expect(new Set((['ky', 'ru', 'en'] as const).map((language) => refusal.in(language))).size).toBe(3);
  expect(refusal.in('ru')).not.toMatch(/Variable|Expected|represent/);
});

it.each([
  ['{ birth }', 'birth', 'VALUE_MISSING'],
  ['{ birth(birth: null) }', 'birth', 'VALUE_MISSING'],
  ['{ birth(birth: 7) }', 'birth', 'NOT_AN_OBJECT'],
  ['{ birth(birth: {}) }', 'birth.sex', 'VALUE_MISSING'],
  ['{ birth(birth: {sex: GIRL}) }', 'birth.sex', 'CODE_UNKNOWN'],
  ['{ birth(birth: {sex: "MALE"}) }', 'birth.sex', 'CODE_UNKNOWN'],
  ['{ birth(birth: {sex: MALE, colour: 1}) }', 'birth.colour', 'FIELD_UNKNOWN'],
  ['{ birth(birth: {sex: MALE, weight: 1.5}) }', 'birth.weight', 'NOT_A_WHOLE_NUMBER'],
  ['{ birth(birth: {sex: MALE, live: 1}) }', 'birth.live', 'NOT_A_BOOLEAN'],
  ['{ birth(birth: {sex: MALE, share: "x"}) }', 'birth.share', 'NOT_A_NUMBER'],
  ['{ birth(birth: {sex: MALE, mothers: 7}) }', 'birth.mothers', 'NOT_AN_OBJECT'],
  ['{ birth(birth: {sex: MALE, mothers: [{pin: "a"}, {pin: 7}]}) }', 'birth.mothers[1].pin', 'NOT_A_TEXT'],
  ['{ birth(birth: {sex: MALE, mothers: [{pin: "a"}, {}]}) }', 'birth.mothers[1].pin', 'VALUE_MISSING'],
  ['{ birth(birth: {sex: MALE}, ids: ["a", {}]) }', 'ids[1]', 'NOT_A_TEXT'],
  ['{ birth(birth: {sex: MALE}) @include(if: 1) }', 'if', 'NOT_A_BOOLEAN'],
  ['{ birth(birth: {sex: MALE}) @include }', 'if', 'VALUE_MISSING'],
  ['query ($b: Birth! = {sex: MALE, weight: "x"}) { birth(birth: $b) }', 'birth.weight', 'NOT_A_WHOLE_NUMBER'],
])('in the query %s the field is %s, for %s', (query, field, reason) => {
  expect(refused(query)).toMatchObject({ code: 'BAD_USER_INPUT', reason, details: { field } });
});

it.each([
  ['query ($s: Sex!) { birth(birth: {sex: $s}) }', { s: 1 }, 'birth.sex'],
  ['query ($m: Mother!) { birth(birth: {sex: MALE, mothers: [{pin: "a"}, $m]}) }', { m: {} }, 'birth.mothers[1].pin'],
  ['query ($b: Birth!) { ...F } fragment F on Query { a: birth(birth: $b) }', { b: {} }, 'birth.sex'],
  ['query A { other } query B($n: Int!) { other(count: $n) }', { n: 'x' }, 'count'],
  ['query ($if: Boolean!) { other @skip(if: $if) }', { if: 'x' }, 'if'],
  ['query ($n: Int = 2) { other(count: $n) }', { n: null }, 'count'],
])('of the variable of %s with %j the field is %s', (query, variables, field) => {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operationName = query.includes('query B') ? 'B' : null;
  const { errors } = executeSync({ schema, document, variableValues: variables, operationName });
  expect(schemaRefusal(errors![0]!.message, placeOf(errors![0]!, document)).details).toEqual({ field });
});

it('a sentence that nobody foresaw is still a refusal of the input', () => {
  expect(schemaRefusal('Something new.', undefined)).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'DOES_NOT_FIT_SCHEMA',
    details: {},
  });
});
