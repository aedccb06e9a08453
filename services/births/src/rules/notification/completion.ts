import { refusal } from '@kamkor/errors';
import { isWithin } from '@kamkor/reference';
import type { Law } from '../law.js';
import { territoryUnknown } from '../refusals.js';
import { type KnownPlaces, readWeight } from './birth.js';
import { type BirthDetails, type ReportedDetails, readDetails } from './birth-details.js';
import type { Parent, ReportedParent, TerritorySource } from './birth-report.js';
import { readParent } from './parent.js';
import { checkParentAges } from './parent-age.js';
import { responsibleTerritory } from './responsible-territory.js';

/** What was missing when a birth was notified and is known now; left out: still not known. */
export interface Completion extends ReportedDetails {
  readonly weightGrams?: number | null;
  readonly mother?: ReportedParent | null;
  readonly father?: ReportedParent | null;
  readonly motherTerritory?: string | null;
}

/** What of a notification can be completed, as it stands. */
export interface Completable extends BirthDetails {
  readonly birthDate: Temporal.PlainDate;
  readonly weightGrams: number | null;
  readonly mother: Parent;
  readonly father: Parent | null;
  readonly facilityCode: string | null;
  readonly birthTerritory: string | null;
  readonly motherTerritory: string | null;
  readonly territory: string;
  readonly territorySource: TerritorySource;
}

export const alreadyStated = refusal('BAD_USER_INPUT', 'ALREADY_STATED', {
  ky: 'Бул билдирүүдө айтылган; билдирүү толукталат, бирок өзгөртүлбөйт.',
  ru: 'Это уже указано в уведомлении; уведомление дополняют, но не изменяют.',
  en: 'The notification says this already; it is completed, not changed.',
});
export const nothingToComplete = refusal('BAD_USER_INPUT', 'NOTHING_TO_COMPLETE', {
  ky: 'Толуктай турган жок дегенде бир маалымат берилсин.',
  ru: 'Нужно хотя бы одно недостающее сведение.',
  en: 'At least one thing that was missing is to be given.',
});

const DETAILS = ['plurality', 'birthOrder', 'deliveryId', 'attendant', 'informantPhone', 'motherAddress'] as const;
const FIELDS = ['weightGrams', 'mother', 'father', 'motherTerritory', ...DETAILS] as const;

/** Which of the fields stand already. A parent known by name only may still get a number, one not known at all anything. */
function isStated(field: (typeof FIELDS)[number], stands: Completable, given: Completion): boolean {
  switch (field) {
    case 'mother':
      return isKnown(stands.mother, given.mother as ReportedParent);
    case 'father':
      return stands.father !== null && isKnown(stands.father, given.father as ReportedParent);
    case 'motherTerritory':
      return isTerritoryStated(stands, given.motherTerritory as string);
    default:
      return stands[field] !== null;
  }
}

const isKnown = (stands: Parent, given: ReportedParent): boolean =>
  stands.identity === 'PIN' || (stands.identity === 'NAMED' && given.identity !== 'PIN');

/** A mother of whom a province is known is said more precisely, never less. */
const isTerritoryStated = ({ territorySource, motherTerritory }: Completable, given: string): boolean =>
  territorySource === 'MOTHER' ||
  territorySource === 'HANDED_OVER' ||
  (motherTerritory !== null && isWithin(motherTerritory, given));

/** The notification with what was missing. Throws a refusal naming field and reason. */
export function complete(stands: Completable, given: Completion, places: KnownPlaces, law: Law): Completable {
  const said = FIELDS.filter((field) => given[field] !== undefined && given[field] !== null);
  if (said.length === 0) throw nothingToComplete();
  for (const field of said) if (isStated(field, stands, given)) throw alreadyStated({ field });
  const { motherTerritory } = given;
  if (motherTerritory && !places.isTerritory(motherTerritory)) throw territoryUnknown({ field: 'motherTerritory' });
  const details = Object.fromEntries(DETAILS.map((field) => [field, given[field] ?? stands[field]]));
  const completed: Completable = {
    ...stands,
    ...readDetails(details),
    weightGrams: stands.weightGrams ?? readWeight(given.weightGrams ?? null, stands.birthDate, law),
    mother: given.mother
      ? merged(stands.mother, readParent(given.mother, 'mother', law.personalIdentifier))
      : stands.mother,
    father: given.father
      ? merged(stands.father, readParent(given.father, 'father', law.personalIdentifier))
      : stands.father,
    ...(motherTerritory ? { motherTerritory, ...responsible(stands, motherTerritory, places) } : {}),
  };
  checkParentAges(completed, stands.birthDate, law);
  return completed;
}

const responsible = ({ facilityCode, birthTerritory }: Completable, mother: string, places: KnownPlaces) => {
  const facility = facilityCode === null ? null : (places.facility(facilityCode)?.territory ?? null);
  return responsibleTerritory({ mother, facility, placeOfBirth: birthTerritory }, places.hasUnit);
};

/** A number that comes later does not take the names away. */
const merged = (stands: Parent | null, given: Parent): Parent => ({
  ...given,
  familyName: given.familyName ?? stands?.familyName ?? null,
  givenName: given.givenName ?? stands?.givenName ?? null,
  birthDate: given.birthDate ?? stands?.birthDate ?? null,
});
