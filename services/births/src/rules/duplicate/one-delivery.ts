import { type ComparedBirth, daysBetween } from './compared-birth.js';

/** The second of two may be born after midnight, and be notified with the time of its arrival elsewhere. */
const DELIVERY_DAYS = 2;

const sameNumber = (one: ComparedBirth, other: ComparedBirth): boolean =>
  one.deliveryId !== null && one.deliveryId === other.deliveryId && one.recordKeeper === other.recordKeeper;

const knownAndDifferent = (one: number | null, other: number | null): boolean =>
  one !== null && other !== null && one !== other;

/**
 * Whether two births are two children of one delivery: its number is the same, or both are said to be of so many, and
 * they are different ones of them. Where the order was not said of both, twins can't be told from one child written twice.
 */
export function areOfOneDelivery(one: ComparedBirth, other: ComparedBirth): boolean {
  if (!knownAndDifferent(one.birthOrder, other.birthOrder)) return false;
  if (sameNumber(one, other)) return true;
  const several = (one.plurality ?? 1) > 1 && one.plurality === other.plurality;
  return several && daysBetween(one.birthDate, other.birthDate) <= DELIVERY_DAYS;
}

/** Whether both say that they are the same child of the same delivery. */
export const isSameChildOfDelivery = (one: ComparedBirth, other: ComparedBirth): boolean =>
  sameNumber(one, other) && (one.birthOrder ?? 1) === (other.birthOrder ?? 1);
