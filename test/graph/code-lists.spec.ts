import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KAMKOR } from '@kamkor/local';
import { codeList, countryProfile } from '@kamkor/reference';
import { Kind, parse } from 'graphql';

const nameOfList = (enumeration: string) => `${enumeration[0]!.toLowerCase()}${enumeration.slice(1)}`;

/** The codes of each enumeration of a service's committed schema, under the name of its code list. */
function enumerationsOf(folder: string): Record<string, string[]> {
  const { definitions } = parse(readFileSync(join(folder, 'schema.graphql'), 'utf8'));
  const enumerations = definitions.filter((definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION);
  // Those of federation, such as link__Purpose, are not ours.
  const ours = enumerations.filter(({ name }) => !name.value.includes('__'));
  return Object.fromEntries(
    ours.map(({ name, values = [] }) => [nameOfList(name.value), values.map(({ name: code }) => code.value).sort()]),
  );
}

it.each(KAMKOR.services)('every value of every enumeration of $name has its label in the code lists', ({ folder }) => {
  const enumerations = enumerationsOf(folder);
  expect(Object.keys(enumerations)).not.toEqual([]);
  const published = Object.keys(enumerations).map((name) => [
    name,
    codeList(name, countryProfile('KG'))
      .map(({ code }) => code)
      .sort(),
  ]);
  expect(Object.fromEntries(published)).toEqual(enumerations);
});
