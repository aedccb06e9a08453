import { defineRegulation } from '@kamkor/regulations';
import { ageOn } from '@kamkor/time';
import type { Law } from '../law.js';
import type { Parent } from './birth-report.js';
import { fatherAgeImpossible, motherAgeImpossible } from './refusals.js';

const ours = { from: '1990-01-01', act: 'none found', article: 'none', source: 'default, not law' } as const;

/** Years. Below it a date of birth is a slip of the pen; very young mothers are believed, for they need help most. */
export const leastParentAge = defineRegulation({
  code: 'births.least-parent-age',
  unit: 'years',
  versions: [{ ...ours, value: 9 }],
});

/** Years. */
export const greatestMotherAge = defineRegulation({
  code: 'births.greatest-mother-age',
  unit: 'years',
  versions: [{ ...ours, value: 75 }],
});

/** Years. No man is known to have lived so long; he need not have lived to see the birth. */
export const greatestFatherAge = defineRegulation({
  code: 'births.greatest-father-age',
  unit: 'years',
  versions: [{ ...ours, value: 120 }],
});

/** Holds the parents' dates of birth, where they were said, against the child's. Throws a refusal naming field and reason. */
export function checkParentAges(
  { mother, father }: { readonly mother: Parent; readonly father: Parent | null },
  birthDate: Temporal.PlainDate,
  { book }: Law,
): void {
  const least = book.of(leastParentAge).on(birthDate).value;
  const greatest = book.of(greatestMotherAge).on(birthDate).value;
  const age = ageAt(mother, birthDate);
  if (age !== null && (age < least || age > greatest)) {
    throw motherAgeImpossible({ field: 'mother.birthDate' }, { least, greatest });
  }
  const fathersAge = father && ageAt(father, birthDate);
  const oldest = book.of(greatestFatherAge).on(birthDate).value;
  if (fathersAge !== null && (fathersAge < least || fathersAge > oldest)) {
    throw fatherAgeImpossible({ field: 'father.birthDate' }, { least, greatest: oldest });
  }
}

/** Negative where the parent would be younger than the child. */
function ageAt({ birthDate: parent }: Parent, child: Temporal.PlainDate): number | null {
  if (parent === null) return null;
  return Temporal.PlainDate.compare(child, parent) < 0 ? -1 : ageOn(parent, child);
}
