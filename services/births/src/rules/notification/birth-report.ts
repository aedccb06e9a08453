import type { CareStatus } from '../care-status.js';
import type { BirthDetails, ReportedDetails } from './birth-details.js';

export const SEXES = ['FEMALE', 'MALE', 'UNDETERMINED'] as const;
export type Sex = (typeof SEXES)[number];

export const PARENT_IDENTITIES = ['PIN', 'NAMED', 'UNKNOWN'] as const;
/** How a parent is known: by a personal number, by name only, or not at all. */
export type ParentIdentity = (typeof PARENT_IDENTITIES)[number];

/** A parent as reported; dates are ISO text, because one wrong date must not refuse a batch of reports. */
export interface ReportedParent {
  readonly identity: ParentIdentity;
  readonly pin?: string | null;
  readonly familyName?: string | null;
  readonly givenName?: string | null;
  readonly birthDate?: string | null;
}

/** A birth as it is reported, unchecked. */
export interface BirthReport extends ReportedDetails {
  /** Code of the register of facilities; null: the child was born outside one. */
  readonly facility?: string | null;
  readonly facilityRecordNumber: string;
  /** ISO 8601 with an offset. */
  readonly bornAt: string;
  readonly placeOfBirth?: string | null;
  /** Where a child born outside a facility was born. */
  readonly birthTerritory?: string | null;
  readonly sex: Sex;
  readonly weightGrams?: number | null;
  readonly live: boolean;
  readonly mother: ReportedParent;
  readonly father?: ReportedParent | null;
  readonly motherTerritory?: string | null;
  readonly careStatus?: CareStatus | null;
}

/** A parent, checked. Fields that the identity does not carry are null. */
export interface Parent {
  readonly identity: ParentIdentity;
  readonly pin: string | null;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly birthDate: Temporal.PlainDate | null;
}

export const TERRITORY_SOURCES = [
  'MOTHER',
  'FACILITY',
  'PLACE_OF_BIRTH',
  'FACILITY_IN_MOTHERS_AREA',
  'PLACE_OF_BIRTH_IN_MOTHERS_AREA',
  'MOTHERS_AREA',
  'HANDED_OVER',
] as const;
/** Whose territory the child is watched in. */
export type TerritorySource = (typeof TERRITORY_SOURCES)[number];

/** A birth, checked and complete with what follows from it. */
export interface Birth extends BirthDetails {
  readonly facility: string | null;
  readonly facilityRecordNumber: string;
  readonly bornAt: Temporal.Instant;
  /** The legal date of `bornAt`; every term counts from it. */
  readonly birthDate: Temporal.PlainDate;
  readonly placeOfBirth: string;
  /** Only of a birth outside a facility. */
  readonly birthTerritory: string | null;
  readonly sex: Sex;
  readonly weightGrams: number | null;
  readonly live: boolean;
  readonly mother: Parent;
  readonly father: Parent | null;
  /** Where the mother lives, as it was said; null: not said. */
  readonly motherTerritory: string | null;
  readonly territory: string;
  readonly territorySource: TerritorySource;
  readonly careStatus: CareStatus;
}
