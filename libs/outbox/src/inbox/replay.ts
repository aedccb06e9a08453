import { setTimeout as delay } from 'node:timers/promises';
import { type Transactions, tx } from '@kamkor/persistence';
import { workerPrincipal } from '@kamkor/principal';
import { release } from './parked.js';

export type ReplayOutcome =
  | { readonly state: 'APPLIED' }
  | { readonly state: 'PARKED_AGAIN'; readonly error: string }
  /** Released, and no worker has taken it up in time. */
  | { readonly state: 'WAITING' }
  | { readonly state: 'NOT_PARKED' };

const LOOK_EVERY_MS = 50;

/** Has the service's worker try a parked event again, from outside of it, and waits for what comes of that. */
export async function replay(
  transactions: Transactions,
  consumer: string,
  eventId: string,
  { patienceMs = 10_000 } = {},
): Promise<ReplayOutcome> {
  const occasion = { principal: workerPrincipal(consumer), operation: 'event:replay', purpose: 'event' };
  if (!(await transactions.run(occasion, () => release(eventId)))) return { state: 'NOT_PARKED' };
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    await delay(LOOK_EVERY_MS);
    const [waiting] = await transactions.run(occasion, () =>
      tx().sql<{ error: string | null }>('SELECT error FROM inbox_event WHERE event_id = $1', [eventId]),
    );
    if (!waiting) return { state: 'APPLIED' };
    if (waiting.error !== null) return { state: 'PARKED_AGAIN', error: waiting.error };
  }
  return { state: 'WAITING' };
}
