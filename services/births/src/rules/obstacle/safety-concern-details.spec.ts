import { checkSafetyConcern, type SaidSafetyConcern } from './safety-concern-details.js';

const refused = (reason: string, field: string) => expect.objectContaining({ reason, details: { field } });

it.each<SaidSafetyConcern | null>([
  null,
  { grounds: ['VIOLENCE'] },
  { grounds: ['VIOLENCE'], note: '   ' },
  { grounds: ['OTHER'], note: 'x'.repeat(2_000) },
])('takes %j', (concern) => {
  expect(() => checkSafetyConcern(concern)).not.toThrow();
});

it.each<[SaidSafetyConcern, string, string]>([
  [{ grounds: [], note: 'Коркунуч бар' }, 'SAFETY_GROUNDS_MISSING', 'safetyConcern.grounds'],
  [{ grounds: [] }, 'SAFETY_GROUNDS_MISSING', 'safetyConcern.grounds'],
  [{ grounds: ['VIOLENCE'], note: 'x'.repeat(2_001) }, 'TEXT_LENGTH', 'safetyConcern.note'],
  [{ grounds: ['THREAT', 'OTHER'] }, 'SAFETY_NOTE_MISSING', 'safetyConcern.note'],
  [{ grounds: ['OTHER'], note: ' \n ' }, 'SAFETY_NOTE_MISSING', 'safetyConcern.note'],
])('%j is refused with %s on %s', (concern, reason, field) => {
  expect(() => checkSafetyConcern(concern)).toThrow(refused(reason, field));
});
