import { codeList, countryProfile } from '@kamkor/reference';
import { buildSchema } from '@kamkor/subgraph';
import { enumerationsOf } from '@kamkor/testing';
import { lawOf } from './law.js';
import { providers } from './providers.js';

it('every value of every enumeration of the graph has its label in the published code lists', async () => {
  const enumerations = enumerationsOf(await buildSchema(providers(lawOf({ KAMKOR_PROFILE: 'KG' }))));
  expect(Object.keys(enumerations).length).toBeGreaterThan(5);
  const published = Object.keys(enumerations).map((name) => [
    name,
    codeList(name, countryProfile('KG'))
      .map(({ code }) => code)
      .sort(),
  ]);
  expect(Object.fromEntries(published)).toEqual(enumerations);
});
