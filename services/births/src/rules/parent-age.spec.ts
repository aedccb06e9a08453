import { lawOf } from '../law.js';
import type { Parent } from './birth-report.js';
import { checkParentAges } from './parent-age.js';

const law = lawOf({ KAMKOR_PROFILE: 'KG' });
const born = Temporal.PlainDate.from('2024-05-25');
const parent = (birthDate: string | null): Parent => ({
  identity: 'NAMED',
  pin: null,
  familyName: 'А',
  givenName: 'Б',
  birthDate: birthDate === null ? null : Temporal.PlainDate.from(birthDate),
});

it.each([null, '2015-05-25', '1949-05-26'])('a mother born on %s is believed', (birthDate) => {
  expect(() => checkParentAges({ mother: parent(birthDate), father: null }, born, law)).not.toThrow();
});

it.each(['2015-05-26', '1948-05-25', '2024-05-26'])('a mother born on %s is a slip of the pen', (birthDate) => {
  expect(() => checkParentAges({ mother: parent(birthDate), father: null }, born, law)).toThrow(
    expect.objectContaining({ reason: 'MOTHER_AGE_IMPOSSIBLE', details: { field: 'mother.birthDate' } }),
  );
});

it('a father may be old, but not younger than the rule', () => {
  const mother = parent(null);
  expect(() => checkParentAges({ mother, father: parent('1930-01-01') }, born, law)).not.toThrow();
  expect(() => checkParentAges({ mother, father: parent('2020-01-01') }, born, law)).toThrow(
    expect.objectContaining({ reason: 'FATHER_AGE_IMPOSSIBLE', details: { field: 'father.birthDate' } }),
  );
});
