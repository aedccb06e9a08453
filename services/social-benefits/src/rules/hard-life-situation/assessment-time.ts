export type AssessmentTimeFault = 'ASSESSED_BEFORE_FOUND' | 'ASSESSED_IN_FUTURE';

/** What is wrong with the instant of an assessment, which is often written down later; null if nothing is. */
export function assessmentTimeFault(
  assessedAt: Temporal.Instant,
  foundAt: Temporal.Instant,
  now: Temporal.Instant,
): AssessmentTimeFault | null {
  if (Temporal.Instant.compare(assessedAt, foundAt) < 0) return 'ASSESSED_BEFORE_FOUND';
  if (Temporal.Instant.compare(assessedAt, now) > 0) return 'ASSESSED_IN_FUTURE';
  return null;
}
