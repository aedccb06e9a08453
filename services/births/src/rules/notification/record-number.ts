import { nameKey } from '@kamkor/identifiers';
import { defineRegulation } from '@kamkor/regulations';
import type { Law } from '../law.js';
import type { Birth, Parent } from './birth-report.js';
import { recordNumberOfAnother } from './refusals.js';

/** By how much the instant of birth may differ when a record is sent again, corrected. */
export const recordCorrection = defineRegulation({
  code: 'births.record-correction',
  unit: 'days',
  versions: [
    {
      from: '1990-01-01',
      value: 2,
      act: 'none found',
      article: 'none',
      source: 'default, not law',
      note: 'More than a slip of the hour or the day; less than the time in which a numbering begins anew.',
    },
  ],
});

/** What tells one birth from another under the same number of the same record keeper. */
export type NumberedBirth = Pick<
  Birth,
  'bornAt' | 'birthDate' | 'sex' | 'live' | 'weightGrams' | 'plurality' | 'birthOrder' | 'deliveryId'
> & { readonly mother: Pick<Parent, 'pin' | 'familyName' | 'givenName'> };

/**
 * A record that is sent again is the notification that stands, also where something in it was completed or corrected.
 * Where the number stands for another child it is refused, because that child would be watched by nobody. What one of
 * the two does not say tells nothing.
 *
 * @throws BAD_USER_INPUT / RECORD_NUMBER_OF_ANOTHER_BIRTH
 */
export function requireSameBirth(standing: NumberedBirth, told: NumberedBirth, law: Law): void {
  if (isAnotherBirth(standing, told, law)) throw recordNumberOfAnother({ field: 'facilityRecordNumber' });
}

const isAnotherBirth = (standing: NumberedBirth, told: NumberedBirth, { book }: Law): boolean =>
  daysApart(standing.bornAt, told.bornAt) > book.of(recordCorrection).on(standing.birthDate).value ||
  standing.live !== told.live ||
  differ(standing.mother.pin, told.mother.pin) ||
  differ(standing.deliveryId, told.deliveryId) ||
  (standing.sex !== told.sex && standing.sex !== 'UNDETERMINED' && told.sex !== 'UNDETERMINED') ||
  areOfAnotherName(standing.mother, told.mother) ||
  areTwins(standing, told);

const daysApart = (one: Temporal.Instant, other: Temporal.Instant): number =>
  Math.abs(one.until(other).total({ unit: 'hours' })) / 24;

const differ = <T>(one: T | null, other: T | null): boolean => one !== null && other !== null && one !== other;

/** A name that was spelled anew or changed by marriage leaves the other one; who shares none is somebody else. */
function areOfAnotherName(one: NumberedBirth['mother'], other: NumberedBirth['mother']): boolean {
  const [names, others] = [one, other].map(({ familyName, givenName }) =>
    [familyName, givenName].flatMap((name) => (name === null ? [] : nameKey(name))),
  ) as [string[], string[]];
  return names.length === 2 && others.length === 2 && !names.some((name) => others.includes(name));
}

/** Of one delivery under one number: by their order or, where that was not said of both, by the slightest difference. */
function areTwins(one: NumberedBirth, other: NumberedBirth): boolean {
  if (one.birthOrder !== null && other.birthOrder !== null) return one.birthOrder !== other.birthOrder;
  const several = [one, other].some(({ plurality }) => plurality !== null && plurality > 1);
  return several && (!one.bornAt.equals(other.bornAt) || differ(one.weightGrams, other.weightGrams));
}
