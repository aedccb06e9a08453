import type { Sex } from '../notification/birth-report.js';

/** What two notifications are compared by. Null: not said. */
export interface ComparedBirth {
  readonly notificationId: string;
  /** The facility, or who reported a birth outside of one: whose record and delivery numbers they are. */
  readonly recordKeeper: string;
  readonly bornAt: Temporal.Instant;
  readonly birthDate: Temporal.PlainDate;
  readonly sex: Sex;
  readonly live: boolean;
  readonly weightGrams: number | null;
  readonly deliveryId: string | null;
  readonly plurality: number | null;
  readonly birthOrder: number | null;
  readonly motherPin: string | null;
  readonly motherFamilyName: string | null;
  readonly motherGivenName: string | null;
  /** As said, or as the mother's PIN has it. */
  readonly motherBirthDate: Temporal.PlainDate | null;
  readonly fatherPin: string | null;
}

const sorted = (one: number, other: number): string =>
  [one, other]
    .sort((a, b) => a - b)
    .map((part) => String(part).padStart(2, '0'))
    .join('');

/** A date in which it does not matter which is the day and which the month: 5 June and 6 May of a year are the same. */
export const dateEitherWay = ({ year, month, day }: Temporal.PlainDate): string => `${year}${sorted(day, month)}`;

/** Whether one date is the other with day and month exchanged. */
export const isTransposed = (one: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  !one.equals(other) && one.year === other.year && one.day === other.month && one.month === other.day;

export const daysBetween = (one: Temporal.PlainDate, other: Temporal.PlainDate): number =>
  Math.abs(one.until(other, { largestUnit: 'day' }).days);
