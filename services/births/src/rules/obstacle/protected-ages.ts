import type { IdentifierScheme } from '@kamkor/identifiers';
import { defineRegulation, type RegulationBook } from '@kamkor/regulations';
import { ageOn } from '@kamkor/time';

const ours = { from: '1990-01-01', act: 'none found', article: 'none', source: 'default, not law' } as const;

/** Completed years after which nobody is looked after as an undocumented child any more. */
export const ageOfMajority = defineRegulation({
  code: 'births.age-of-majority',
  unit: 'years',
  versions: [{ ...ours, value: 18 }],
});

/** Completed years under which a mother is a child whom protection workers look after, whatever anybody says. */
export const protectedMotherAge = defineRegulation({
  code: 'births.protected-mother-age',
  unit: 'years',
  versions: [
    { ...ours, value: 16, note: 'No higher than needed: a family that fears us stays away from the hospital.' },
  ],
});

/** When a mother was born: as it was said, else as her PIN says, which is most that is known where only the PIN was given. */
export function birthDateOfMother(
  { motherBirthDate, motherPin }: { motherBirthDate: Temporal.PlainDate | null; motherPin: string | null },
  scheme: Pick<IdentifierScheme, 'parse'>,
): Temporal.PlainDate | null {
  if (motherBirthDate !== null || motherPin === null) return motherBirthDate;
  const parsed = scheme.parse(motherPin);
  return parsed.ok ? parsed.embeddedDate : null;
}

/** Whether a mother was so young at the birth. A date of hers after the birth is an error of the paper, not an age. */
export function isProtectedMother(
  mother: Temporal.PlainDate,
  birthOfChild: Temporal.PlainDate,
  book: RegulationBook,
): boolean {
  if (Temporal.PlainDate.compare(birthOfChild, mother) <= 0) return false;
  return ageOn(mother, birthOfChild) < book.of(protectedMotherAge).on(birthOfChild).value;
}
