/** What is wrong with the instant at which parents are said to have applied; null if nothing is. */
export type ApplicationTimeFault = 'APPLIED_BEFORE_BIRTH' | 'APPLIED_IN_FUTURE';

/**
 * A registrar writes down when the parents came, which may be days ago. It counts for the 60 days, so it can be neither
 * before the birth nor in the future.
 */
export function applicationTimeFault(
  appliedAt: Temporal.Instant,
  bornAt: Temporal.Instant,
  now: Temporal.Instant,
): ApplicationTimeFault | null {
  if (Temporal.Instant.compare(appliedAt, bornAt) < 0) return 'APPLIED_BEFORE_BIRTH';
  if (Temporal.Instant.compare(appliedAt, now) > 0) return 'APPLIED_IN_FUTURE';
  return null;
}
