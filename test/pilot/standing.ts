import { isBefore, overdueDay, TO } from './calendar.js';
import type { PlannedChild, PlannedVisit } from './life.js';

const reached = (day: Temporal.PlainDate, date: Temporal.PlainDate | undefined): boolean =>
  date !== undefined && !isBefore(day, date);

/** Whether guardianship sees to the child on a day, because it is not with its parents. */
export const isApart = ({ apart, leaves }: PlannedChild, day: Temporal.PlainDate = TO): boolean =>
  apart || reached(day, leaves?.on);

/** Whose unit and registrar see to the child on a day. */
export const placeOf = ({ moves, territory }: PlannedChild, day: Temporal.PlainDate = TO): string =>
  moves && reached(day, moves.acceptedOn) ? moves.to : territory;

export const isWithin = (territory: string, root: string): boolean =>
  territory === root || territory.startsWith(`${root}-`);

/** Whether it is watched to the end: it was born alive, and did not die without a certificate. */
export const isCounted = ({ live, death, certifiedOn }: PlannedChild): boolean =>
  live && (death === undefined || (certifiedOn !== undefined && isBefore(certifiedOn, death.on)));

/** All visits to its family, also those made because it was notified twice. */
export const visitsTo = ({ visits, twice }: PlannedChild): readonly PlannedVisit[] =>
  twice ? [...visits, ...twice.visits] : visits;

/** Whether somebody who acts on a finding heard of it before the child died: afterwards nobody troubles the family. */
export const isToldInLife = ({ death }: PlannedChild, { recordedOn }: PlannedVisit): boolean =>
  death === undefined || isBefore(recordedOn, death.on);

/** A sibling without documents as a visit found it: it is watched by itself, where the child was when that was told. */
export interface FoundSibling {
  readonly foundOn: Temporal.PlainDate;
  readonly recordedOn: Temporal.PlainDate;
  readonly territory: string;
  readonly apart: boolean;
  readonly certifiedOn: Temporal.PlainDate | undefined;
}

/** Each sibling is named once, at one visit. */
export const siblingsOf = (child: PlannedChild): FoundSibling[] =>
  visitsTo(child)
    .filter(({ obstacles }) => obstacles.includes('UNDOCUMENTED_SIBLINGS'))
    .map(({ on, recordedOn }) => ({
      ...{ foundOn: on, recordedOn, certifiedOn: child.siblingCertifiedOn },
      territory: placeOf(child, recordedOn),
      apart: isApart(child, recordedOn),
    }));

/** When the family applied for good; the certificate proves it where nothing else does. */
export const applied = ({ application, certifiedOn }: PlannedChild) =>
  application && !application.withdrawnOn ? application.on : certifiedOn;

export function isInTime(child: PlannedChild): boolean {
  const on = applied(child);
  return on !== undefined && isBefore(on, overdueDay(child.born));
}
