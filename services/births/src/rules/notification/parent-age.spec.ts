import { lawOf } from '../../law.js';
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

it.each(['2015-05-26', '1948-05-25', '2024-05-26', '1800-01-01', '2099-01-01'])(
  'a mother born on %s is a slip of the pen',
  (birthDate) => {
    expect(() => checkParentAges({ mother: parent(birthDate), father: null }, born, law)).toThrow(
      expect.objectContaining({ reason: 'MOTHER_AGE_IMPOSSIBLE', details: { field: 'mother.birthDate' } }),
    );
  },
);

it.each(['1930-01-01', '1903-05-26', '2015-05-25'])('a father born on %s is believed', (birthDate) => {
  expect(() => checkParentAges({ mother: parent(null), father: parent(birthDate) }, born, law)).not.toThrow();
});

it.each(['2020-01-01', '1903-05-25', '1800-01-01', '2099-01-01'])(
  'a father born on %s is a slip of the pen',
  (birthDate) => {
    expect(() => checkParentAges({ mother: parent(null), father: parent(birthDate) }, born, law)).toThrow(
      expect.objectContaining({ reason: 'FATHER_AGE_IMPOSSIBLE', details: { field: 'father.birthDate' } }),
    );
  },
);
