/**
 * Legal time. Deadlines, ages and "today" go by it; token expiry, locks, queue delays and the trail's
 * `recorded_at` use the real clock instead.
 */
export interface Clock {
  now(): Temporal.Instant;
}

export const systemClock: Clock = {
  now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()),
};
