import { defineRegulation, type RegulationBook } from '@kamkor/regulations';
import { ageOn } from '@kamkor/time';

/** In force on every date with which a person can be entered. */
const ours = { from: '1850-01-01', act: 'none found', article: 'none found', source: 'default, not law' } as const;

/**
 * In years. Below it, one of two dates of birth must be wrong. Very young mothers are believed, for they need help
 * most.
 */
export const leastMotherAge = defineRegulation({
  code: 'civil-registry.least-mother-age',
  unit: 'years',
  versions: [{ ...ours, value: 9 }],
});

/** In years. */
export const greatestMotherAge = defineRegulation({
  code: 'civil-registry.greatest-mother-age',
  unit: 'years',
  versions: [{ ...ours, value: 75 }],
});

export interface MotherAges {
  readonly least: number;
  readonly greatest: number;
}

/** Between which ages a woman can have borne a child on a date. */
export const motherAges = (book: RegulationBook, birth: Temporal.PlainDate): MotherAges => ({
  least: book.of(leastMotherAge).on(birth).value,
  greatest: book.of(greatestMotherAge).on(birth).value,
});

/** Whether a person born on a date can be the mother of a child. */
export function canBeMother(mother: Temporal.PlainDate, child: Temporal.PlainDate, book: RegulationBook): boolean {
  if (Temporal.PlainDate.compare(mother, child) >= 0) return false;
  const { least, greatest } = motherAges(book, child);
  const age = ageOn(mother, child);
  return age >= least && age <= greatest;
}
