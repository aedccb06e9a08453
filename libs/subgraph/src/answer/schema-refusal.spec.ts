import { schemaRefusal } from '@kamkor/errors';
import { buildSchema, type GraphQLError, graphqlSync } from 'graphql';

const schema = buildSchema(`
  enum Sex { FEMALE MALE }
  input Mother { pin: String! }
  input Birth { sex: Sex! mothers: [Mother!] weight: Int }
  type Query { birth(birth: Birth!, count: Int = 1): Int }`);
const QUERY = 'query ($birth: Birth!, $count: Int) { birth(birth: $birth, count: $count) }';
const refused = (variableValues: Record<string, unknown>) => {
  const { errors } = graphqlSync({ schema, source: QUERY, variableValues });
  const [error] = errors as readonly [GraphQLError];
  return schemaRefusal(error.message);
};

/** Beside graphql-js, so that a version of it with other sentences is noticed. */
it.each([
  [{}, 'birth', 'VALUE_MISSING'],
  [{ birth: null }, 'birth', 'VALUE_MISSING'],
  [{ birth: {} }, 'birth.sex', 'VALUE_MISSING'],
  [{ birth: 'x' }, 'birth', 'NOT_AN_OBJECT'],
  [{ birth: { sex: 'GIRL' } }, 'birth.sex', 'CODE_UNKNOWN'],
  [{ birth: { sex: 1 } }, 'birth.sex', 'CODE_UNKNOWN'],
  [{ birth: { sex: 'MALE', colour: 1 } }, 'birth.colour', 'FIELD_UNKNOWN'],
  [{ birth: { sex: 'MALE', weight: 1e10 } }, 'birth.weight', 'NOT_A_WHOLE_NUMBER'],
  [{ birth: { sex: 'MALE', mothers: [{ pin: 'a' }, { pin: 7 }] } }, 'birth.mothers[1].pin', 'NOT_A_TEXT'],
  [{ birth: { sex: 'MALE', mothers: [{}] } }, 'birth.mothers[0].pin', 'VALUE_MISSING'],
  [{ birth: { sex: 'MALE' }, count: 'x' }, 'count', 'NOT_A_WHOLE_NUMBER'],
])('%j is refused by the field %s for %s, in each language by words of its own', (variables, field, reason) => {
  const refusal = refused(variables);
  expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', reason, details: { field } });
  expect(new Set((['ky', 'ru', 'en'] as const).map((language) => refusal.in(language))).size).toBe(3);
  expect(refusal.in('ru')).not.toMatch(/Variable|Expected|represent/);
});

it('a sentence that nobody foresaw is still a refusal of the input', () => {
  expect(schemaRefusal('Something new.')).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'DOES_NOT_FIT_SCHEMA',
    details: {},
  });
});
