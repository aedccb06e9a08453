import { tx } from '@kamkor/persistence';
import { DEADLINE_CHANNEL } from './channel.js';

/** How far ahead workers arm jobs; what falls due later is found by looking ahead again. */
export const ARMED_AHEAD_MS = 3_600_000;
/** NOTIFY carries at most 8000 bytes. */
const AT_MOST = 400;

/** Tells the workers, on commit, of new instants within the hour. Payload: epoch seconds, or `` for "look yourself". */
export async function announce(dueAts: readonly Temporal.Instant[]): Promise<void> {
  const horizon = tx().now.epochMilliseconds + ARMED_AHEAD_MS;
  const seconds = new Set<number>();
  for (const { epochMilliseconds } of dueAts) {
    if (epochMilliseconds <= horizon) seconds.add(Math.floor(epochMilliseconds / 1000));
  }
  if (seconds.size === 0) return;
  const payload = seconds.size > AT_MOST ? '' : [...seconds].join(',');
  await tx().sql('SELECT pg_notify($1, $2)', [DEADLINE_CHANNEL, payload]);
}
