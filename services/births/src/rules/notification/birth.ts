import { legalDate, startOfLegalDay } from '@kamkor/time';
import type { Law } from '../law.js';
import { readOptionalText, readText } from '../plain-text.js';
import { territoryUnknown } from '../refusals.js';
import { readDetails } from './birth-details.js';
import type { Birth, BirthReport } from './birth-report.js';
import { greatestBirthWeight, leastBirthWeight, notificationAgeLimit } from './limits.js';
import { readParent } from './parent.js';
import { checkParentAges } from './parent-age.js';
import {
  birthTerritoryMissing,
  bornInFuture,
  bornTooLongAgo,
  facilityUnknown,
  notAnInstant,
  placeMissing,
  weightImpossible,
} from './refusals.js';
import { type ResponsibleTerritory, responsibleTerritory } from './responsible-territory.js';

const LONGEST_RECORD_NUMBER = 64;
const LONGEST_PLACE = 300;

/** What the registers know of the codes in a report. */
export interface KnownPlaces {
  facility(code: string): { readonly name: string; readonly territory: string } | undefined;
  isTerritory(code: string): boolean;
  /** Whether somebody who visits families works there. */
  hasUnit(code: string): boolean;
}

/** Checks a report and works out what follows from it. Throws a refusal naming field and reason; the first one found. */
export function readBirth(report: BirthReport, places: KnownPlaces, law: Law, now: Temporal.Instant): Birth {
  const facilityRecordNumber = readText(report.facilityRecordNumber, 'facilityRecordNumber', LONGEST_RECORD_NUMBER);
  const bornAt = readBornAt(report.bornAt, law, now);
  const birthDate = legalDate(bornAt, law.calendar);
  const where = readPlace(report, places);
  const details = readDetails(report);
  const mother = readParent(report.mother, 'mother', law.personalIdentifier);
  const father = report.father ? readParent(report.father, 'father', law.personalIdentifier) : null;
  checkParentAges({ mother, father }, birthDate, law);
  return {
    ...details,
    facility: report.facility ?? null,
    facilityRecordNumber,
    bornAt,
    birthDate,
    placeOfBirth: where.placeOfBirth,
    birthTerritory: report.facility ? null : (report.birthTerritory ?? null),
    sex: report.sex,
    weightGrams: readWeight(report.weightGrams ?? null, birthDate, law),
    live: report.live,
    mother,
    father,
    motherTerritory: report.motherTerritory || null,
    ...where.responsible,
    careStatus: report.careStatus ?? 'WITH_PARENTS',
  };
}

function readBornAt(text: string, { calendar, book }: Law, now: Temporal.Instant): Temporal.Instant {
  const field = 'bornAt';
  let bornAt: Temporal.Instant;
  try {
    bornAt = Temporal.Instant.from(text).round({ smallestUnit: 'millisecond', roundingMode: 'floor' });
  } catch {
    throw notAnInstant({ field });
  }
  if (Temporal.Instant.compare(bornAt, now) > 0) throw bornInFuture({ field });
  const today = legalDate(now, calendar);
  const limit = today.subtract({ years: book.of(notificationAgeLimit).on(today).value });
  if (Temporal.Instant.compare(bornAt, startOfLegalDay(limit, calendar)) < 0) {
    throw bornTooLongAgo({ field }, { limit: limit.toString() });
  }
  return bornAt;
}

export function readWeight(grams: number | null, birthDate: Temporal.PlainDate, { book }: Law): number | null {
  if (grams === null) return null;
  const least = book.of(leastBirthWeight).on(birthDate).value;
  const greatest = book.of(greatestBirthWeight).on(birthDate).value;
  if (!Number.isInteger(grams) || grams < least || grams > greatest)
    throw weightImpossible({ field: 'weightGrams' }, { least, greatest });
  return grams;
}

function readPlace(
  report: BirthReport,
  places: KnownPlaces,
): { placeOfBirth: string; responsible: ResponsibleTerritory } {
  const given = readOptionalText(report.placeOfBirth, 'placeOfBirth', LONGEST_PLACE);
  const { facility: code, birthTerritory, motherTerritory } = report;
  const facility = code ? places.facility(code) : undefined;
  if (code && !facility) throw facilityUnknown({ field: 'facility' });
  if (!facility && !birthTerritory) throw birthTerritoryMissing({ field: 'birthTerritory' });
  if (!facility && !given) throw placeMissing({ field: 'placeOfBirth' });
  for (const [field, territory] of Object.entries({ birthTerritory, motherTerritory })) {
    if (territory && !places.isTerritory(territory)) throw territoryUnknown({ field });
  }
  const placeOfBirth = given ?? (facility?.name as string);
  const said = {
    mother: motherTerritory || null,
    facility: facility?.territory ?? null,
    placeOfBirth: birthTerritory ?? null,
  };
  return { placeOfBirth, responsible: responsibleTerritory(said, places.hasUnit) };
}
