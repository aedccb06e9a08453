import { isUnitLevel, responsibleTerritory } from './responsible-territory.js';

const WITH_PARTS = ['KG', 'KG-C', 'KG-O', 'KG-GB', 'KG-C-03'];
const hasUnit = (code: string) => isUnitLevel(code, WITH_PARTS.includes(code));
const of = (mother: string | null, facility: string | null, placeOfBirth: string | null = null) => {
  const { territory, territorySource } = responsibleTerritory({ mother, facility, placeOfBirth }, hasUnit);
  return `${territory} ${territorySource}`;
};

it.each([
  ['KG', false],
  ['KG-C', false],
  ['KG-GB', false],
  ['KG-GO', true],
  ['KG-C-03', true],
  ['KG-C-03-02', true],
])('somebody who visits families works in %s: %s', (code, works) => {
  expect(hasUnit(code)).toBe(works);
});

it.each([
  ['KG-O-02', 'KG-C-03', 'KG-O-02 MOTHER'],
  ['KG-C-03-02', 'KG-C-03', 'KG-C-03-02 MOTHER'],
  ['KG-GO', 'KG-C-03', 'KG-GO MOTHER'],
  [null, 'KG-C-03', 'KG-C-03 FACILITY'],
  ['KG-C', 'KG-C-03', 'KG-C-03 FACILITY_IN_MOTHERS_AREA'],
  ['KG', 'KG-C-03', 'KG-C-03 FACILITY_IN_MOTHERS_AREA'],
  ['KG-GB', 'KG-GB-03', 'KG-GB-03 FACILITY_IN_MOTHERS_AREA'],
  ['KG-O', 'KG-C-03', 'KG-O MOTHERS_AREA'],
  ['KG-C', 'KG-C', 'KG-C MOTHERS_AREA'],
  ['KG', 'KG-C', 'KG MOTHERS_AREA'],
])('a mother in %s and a facility in %s: %s', (mother, facility, responsible) => {
  expect(of(mother, facility)).toBe(responsible);
});

it.each([
  [null, 'KG-N-06', 'KG-N-06 PLACE_OF_BIRTH'],
  [null, 'KG-N', 'KG-N PLACE_OF_BIRTH'],
  ['KG-O-02', 'KG-N-06', 'KG-O-02 MOTHER'],
  ['KG-C', 'KG-C-03', 'KG-C-03 PLACE_OF_BIRTH_IN_MOTHERS_AREA'],
  ['KG-C', 'KG-N-06', 'KG-C MOTHERS_AREA'],
])('a mother in %s and a birth at home in %s: %s', (mother, place, responsible) => {
  expect(of(mother, null, place)).toBe(responsible);
});
