import { kgPin } from '@kamkor/identifiers';
import { countryProfile } from '@kamkor/reference';
import { RegulationBook } from '@kamkor/regulations';
import { birthsRegulations } from '../regulations.js';
import { readBirth } from './birth.js';
import type { BirthReport } from './birth-report.js';
import { missingItems } from './missing-items.js';

const law = {
  calendar: countryProfile('KG').calendar,
  personalIdentifier: kgPin,
  book: new RegulationBook(birthsRegulations),
};
const places = {
  facility: (code: string) => (code === 'KG-C-03-F01' ? { name: 'Кемин', territory: 'KG-C-03' } : undefined),
  isTerritory: (code: string) => code.startsWith('KG-'),
  hasUnit: (code: string) => code !== 'KG-C',
};
const now = Temporal.Instant.from('2024-05-25T03:00:00Z');
const report = (said: Partial<BirthReport> = {}): BirthReport => ({
  facility: 'KG-C-03-F01',
  facilityRecordNumber: ' 2024/117 ',
  bornAt: '2024-05-25T00:30:00+06:00',
  sex: 'FEMALE',
  live: true,
  mother: { identity: 'UNKNOWN' },
  ...said,
});
const read = (said: Partial<BirthReport> = {}) => readBirth(report(said), places, law, now);

describe('a reported birth', () => {
  it('is accepted with the least, and what is missing is said', () => {
    const birth = read();
    expect(birth).toMatchObject({
      facilityRecordNumber: '2024/117',
      placeOfBirth: 'Кемин',
      territory: 'KG-C-03',
      territorySource: 'FACILITY',
      careStatus: 'WITH_PARENTS',
      father: null,
    });
    expect(birth.birthDate.toString()).toBe('2024-05-25');
    expect(missingItems(birth)).toEqual([
      'WEIGHT',
      'MOTHER',
      'FATHER',
      'MOTHER_TERRITORY',
      'MOTHER_ADDRESS',
      'INFORMANT_PHONE',
      'ATTENDANT',
      'PLURALITY',
    ]);
  });

  it('is watched where the mother lives', () => {
    expect(read({ motherTerritory: 'KG-O-02' })).toMatchObject({ territory: 'KG-O-02', territorySource: 'MOTHER' });
  });

  it('keeps what was said of the mother, also where another territory is responsible', () => {
    const said = read({ motherTerritory: 'KG-C' });
    expect(said).toMatchObject({ motherTerritory: 'KG-C', territory: 'KG-C-03' });
    expect(said.territorySource).toBe('FACILITY_IN_MOTHERS_AREA');
    expect(missingItems(said)).toContain('MOTHER_TERRITORY');
    expect(missingItems(read({ motherTerritory: 'KG-O-02' }))).not.toContain('MOTHER_TERRITORY');
    expect(read().motherTerritory).toBeNull();
  });

  it('outside a facility needs its place and territory', () => {
    const outside = { facility: null, birthTerritory: 'KG-N-06', placeOfBirth: 'Ат-Башы айылы' };
    expect(read(outside)).toMatchObject({ territory: 'KG-N-06', territorySource: 'PLACE_OF_BIRTH' });
  });

  it.each<[string, string, Partial<BirthReport>]>([
    ['BIRTH_IN_FUTURE', 'bornAt', { bornAt: '2024-05-25T09:00:01+06:00' }],
    ['BIRTH_TOO_LONG_AGO', 'bornAt', { bornAt: '2021-05-24T23:59:59+06:00' }],
    ['NOT_AN_INSTANT', 'bornAt', { bornAt: '2024-05-25' }],
    ['WEIGHT_IMPOSSIBLE', 'weightGrams', { weightGrams: 199 }],
    ['WEIGHT_IMPOSSIBLE', 'weightGrams', { weightGrams: 8001 }],
    ['TEXT_LENGTH', 'facilityRecordNumber', { facilityRecordNumber: '  ' }],
    ['FACILITY_UNKNOWN', 'facility', { facility: 'KG-C-03-F99' }],
    ['TERRITORY_UNKNOWN', 'motherTerritory', { motherTerritory: 'XX-1' }],
    ['BIRTH_TERRITORY_MISSING', 'birthTerritory', { facility: null, placeOfBirth: 'home' }],
    ['PLACE_OF_BIRTH_MISSING', 'placeOfBirth', { facility: null, birthTerritory: 'KG-N-06' }],
    ['PIN_MALFORMED', 'mother.pin', { mother: { identity: 'PIN', pin: '12' } }],
    ['NOT_A_NAME', 'mother.familyName', { mother: { identity: 'NAMED', familyName: '123', givenName: 'Айгүл' } }],
    ['NAME_MISSING', 'mother.givenName', { mother: { identity: 'NAMED', familyName: 'Асанова', givenName: '\u200b' } }],
    ['NOT_A_NAME', 'father.givenName', { father: { identity: 'NAMED', familyName: 'Асанов', givenName: '…' } }],
    ['TEXT_LENGTH', 'facilityRecordNumber', { facilityRecordNumber: '\u200b\u0007' }],
    ['PIN_MALFORMED', 'father.pin', { father: { identity: 'PIN' } }],
    ['NAME_MISSING', 'mother.givenName', { mother: { identity: 'NAMED', familyName: 'Асанова' } }],
    ['NOT_A_DATE', 'mother.birthDate', { mother: { identity: 'NAMED', birthDate: '1999-02-30' } }],
  ])('is refused with %s at %s', (reason, field, said) => {
    expect(() => read(said)).toThrow(expect.objectContaining({ reason, details: { field } }));
  });

  it('of three years ago to the day, and with a number whose date differs, is accepted', () => {
    expect(() => read({ bornAt: '2021-05-25T00:00:00+06:00' })).not.toThrow();
    const mother = { identity: 'PIN', pin: '1 01011990 01234', birthDate: '1991-02-02' } as const;
    expect(read({ mother }).mother.pin).toBe('10101199001234');
  });
});
