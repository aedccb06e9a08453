import { nameKey } from '@kamkor/identifiers';
import type { Sex } from '../notification/birth-report.js';

/** What is said of a child of a family, at a visit or before it. */
export interface DescribedChild {
  readonly birthDate: Temporal.PlainDate;
  /** UNDETERMINED also where nobody said it. */
  readonly sex: Sex;
  /** Empty where nobody said it. */
  readonly givenName: string;
}

export interface ToldApart<Named, Known> {
  /** Whom the family is not watched for yet. */
  readonly fresh: readonly Named[];
  /** Whom it is watched for already, with what was said of them now. */
  readonly again: readonly { readonly named: Named; readonly known: Known }[];
}

/**
 * Tells the children that are named at a visit from those that the family is watched for. The same day of birth and
 * nothing that differs is the same child, where as much is said of it as not. A child is one other only: who is named
 * beyond them is watched as well, so that no twin stays invisible.
 */
export function tellApart<Named extends DescribedChild, Known extends DescribedChild>(
  named: readonly Named[],
  known: readonly Known[],
): ToldApart<Named, Known> {
  const pairs = named
    .flatMap((one) => known.map((other) => ({ named: one, known: other, likeness: likeness(one, other) })))
    .filter(({ likeness: points }) => points !== null)
    .sort((one, other) => (other.likeness as number) - (one.likeness as number));
  const taken = new Set<Named | Known>();
  const again = pairs.flatMap(({ named: one, known: other }) => {
    if (taken.has(one) || taken.has(other)) return [];
    taken.add(one).add(other);
    return [{ named: one, known: other }];
  });
  return { fresh: named.filter((one) => !taken.has(one)), again };
}

/** How much speaks for one child, the name more than the sex; null: they are two. Spellings in Latin and Cyrillic are one name. */
function likeness(one: DescribedChild, other: DescribedChild): number | null {
  if (!one.birthDate.equals(other.birthDate)) return null;
  const sexes = one.sex === other.sex;
  if (!sexes && one.sex !== 'UNDETERMINED' && other.sex !== 'UNDETERMINED') return null;
  const named = one.givenName !== '' && other.givenName !== '';
  if (named && nameKey(one.givenName) !== nameKey(other.givenName)) return null;
  return (named ? 2 : 0) + (sexes ? 1 : 0);
}
