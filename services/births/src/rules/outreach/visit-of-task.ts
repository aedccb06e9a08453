/**
 * Default, not law: a visit from before the child was overdue is no visit of the task that was opened because of that. What
 * it found is acted on, but it meets no term, so that one that never took place does not end anybody's wait.
 */
export const isVisitOfTask = (visitedAt: Temporal.Instant, overdueSince: Temporal.Instant): boolean =>
  Temporal.Instant.compare(visitedAt, overdueSince) >= 0;
