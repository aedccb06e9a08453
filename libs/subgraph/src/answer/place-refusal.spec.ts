import { type Refusal, refusal } from '@kamkor/errors';
import { buildSchema, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { NoSuchField, placeRefusals } from './place-refusal.js';

const schema = buildSchema(`
  scalar Report
  input Mother { pin: String }
  input Birth { sex: String mothers: [Mother!] }
  type Query { one(birth: Birth!): Int two(birth: Birth, first: Int): Int batch(reports: [Report]): Int none: Int }`);

const TEXT = { ky: 'ky', ru: 'ru', en: 'en' };
const wrong = refusal('BAD_USER_INPUT', 'WRONG', TEXT);
const absent = refusal('NOT_FOUND', 'ABSENT', TEXT);

async function thrownBy(name: string, error: Error, isLate = false): Promise<Refusal> {
  const field = (schema.getType('Query') as GraphQLObjectType).getFields()[name] as GraphQLField<unknown, unknown>;
  field.resolve = isLate
    ? async () => {
        throw error;
      }
    : () => {
        throw error;
      };
  placeRefusals(field, `Query.${name}`);
  try {
    await field.resolve({}, {}, {}, {} as never);
  } catch (thrown) {
    return thrown as Refusal;
  }
  throw new Error('nothing was thrown');
}

it.each([
  ['one', wrong({ field: 'sex' }), 'birth.sex'],
  ['one', wrong({ field: 'mothers[1].pin' }), 'birth.mothers[1].pin'],
  ['one', wrong(), 'birth'],
  ['one', absent({ field: 'sex' }), 'birth.sex'],
  ['one', absent(), undefined],
  ['two', wrong({ field: 'birth.mothers[0]' }), 'birth.mothers[0]'],
  ['two', wrong({ field: 'first' }), 'first'],
  ['two', wrong(), undefined],
  ['batch', wrong({ field: 'reports' }), 'reports'],
  ['batch', wrong({ field: 'reports[3].sex' }), 'reports[3].sex'],
])('of the field %s %o names %s', async (name, error, field) => {
  for (const isLate of [false, true]) {
    const { details, cause } = await thrownBy(name, error, isLate);
    expect({ field: details.field, cause }).toEqual({ field, cause: undefined });
  }
});

it.each([
  ['one', 'birth.sex'],
  ['one', 'mothers.pin'],
  ['one', 'sex[0]'],
  ['one', 'sex.pin'],
  ['two', 'sex'],
  ['batch', 'reports.0'],
])(
  'of the field %s a refusal that names %s, which nobody can have written, names nothing and is a defect',
  async (name, field) => {
    const thrown = await thrownBy(name, wrong({ field, state: 'OPEN' }));
    expect(thrown).toMatchObject({ reason: 'WRONG', details: { state: 'OPEN' } });
    expect(thrown.details.field).toBeUndefined();
    expect(thrown.cause).toBeInstanceOf(NoSuchField);
  },
);

it('leaves every other error, and a field that takes nothing, as they are', async () => {
  const error = new Error('broken');
  expect(await thrownBy('one', error)).toBe(error);
  const refused = wrong({ field: 'sex' });
  expect(await thrownBy('none', refused)).toBe(refused);
});
