import type { Refusal } from '@kamkor/errors';
import { kgPin } from '@kamkor/identifiers';
import { countryProfile } from '@kamkor/reference';
import { RegulationBook } from '@kamkor/regulations';
import { birthsRegulations } from '../regulations.js';
import { type NumberedBirth, requireSameBirth } from './record-number.js';

const law = {
  calendar: countryProfile('KG').calendar,
  personalIdentifier: kgPin,
  book: new RegulationBook(birthsRegulations),
};
const mother = { pin: '12505199000017', familyName: 'Асанова', givenName: 'Айгүл' };
const nobody = { pin: null, familyName: null, givenName: null };
const standing: NumberedBirth = {
  bornAt: Temporal.Instant.from('2024-05-25T02:30:00Z'),
  birthDate: Temporal.PlainDate.from('2024-05-25'),
  sex: 'FEMALE',
  live: true,
  weightGrams: 3_200,
  plurality: null,
  birthOrder: null,
  deliveryId: null,
  mother,
};
const at = (instant: string) => ({ bornAt: Temporal.Instant.from(instant) });
const one = { plurality: 2, birthOrder: 1 };

describe('a record number that stands already', () => {
  it.each<[string, Partial<NumberedBirth>, Partial<NumberedBirth>]>([
    ['all is the same', {}, {}],
    ['the weight was corrected', {}, { weightGrams: 2_300 }],
    ['the hour was corrected, by two days at most', {}, at('2024-05-27T02:30:00Z')],
    ['the mother’s number was not known before', { mother: nobody }, {}],
    ['less is said than before', {}, { mother: nobody, weightGrams: null, sex: 'UNDETERMINED' }],
    ['a name is written in Latin', {}, { mother: { ...mother, familyName: 'Asanova', givenName: 'Aigul' } }],
    ['the mother has married', {}, { mother: { ...mother, familyName: 'Осмонова' } }],
    ['her names are swapped', {}, { mother: { ...mother, familyName: 'Айгүл', givenName: 'Асанова' } }],
    ['it is a twin’s, of the same order', one, { ...one, weightGrams: 2_300 }],
    ['it is a twin’s, and nothing differs', { plurality: 2 }, { plurality: 2 }],
    ['the delivery is numbered now', {}, { deliveryId: 'D/1' }],
  ])('is the same notification where %s', (_what, before, again) => {
    const stands = { ...standing, ...before };
    expect(() => requireSameBirth(stands, { ...standing, ...before, ...again }, law)).not.toThrow();
  });

  it.each<[string, Partial<NumberedBirth>, Partial<NumberedBirth>]>([
    ['of the next year', {}, at('2025-05-25T02:30:00Z')],
    ['more than two days later', {}, at('2024-05-27T02:30:00.001Z')],
    ['more than two days earlier', {}, at('2024-05-23T02:29:00Z')],
    ['of another mother by her number', {}, { mother: { ...mother, pin: '12505199000025' } }],
    ['of another mother by her names', {}, { mother: { pin: null, familyName: 'Осмонова', givenName: 'Бермет' } }],
    ['of the other sex', {}, { sex: 'MALE' }],
    ['a stillbirth, or the other way round', {}, { live: false }],
    ['of another delivery', { deliveryId: 'D/1' }, { deliveryId: 'D/2' }],
    ['a twin by its order', one, { birthOrder: 2 }],
    ['a twin by a minute, no order said', { plurality: 2 }, at('2024-05-25T02:31:00Z')],
    ['a twin by weight, no order said', {}, { plurality: 2, weightGrams: 2_300 }],
  ])('is that of another birth: %s', (_what, before, told) => {
    const stands = { ...standing, ...before };
    expect(() => requireSameBirth(stands, { ...stands, ...told }, law)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        reason: 'RECORD_NUMBER_OF_ANOTHER_BIRTH',
        details: { field: 'facilityRecordNumber' },
      }),
    );
  });

  it('is refused in every language, saying what to do and nothing of the birth that stands', () => {
    let refused: unknown;
    try {
      requireSameBirth(standing, { ...standing, live: false }, law);
    } catch (error) {
      refused = error;
    }
    const sentences = (['ky', 'ru', 'en'] as const).map((language) => (refused as Refusal).in(language));
    expect(new Set(sentences).size).toBe(3);
    for (const sentence of sentences) expect(sentence).not.toMatch(/2024|\{/);
    expect(sentences[2]).toContain('under a number of its own');
  });
});
