import { describeErrorShortly } from '@kamkor/errors';
import { savepoint } from '@kamkor/persistence';
import { type Handlers, NO_EFFECT, type ReadEvent } from './handlers.js';
import type { SubjectOrder, Turn } from './subject-order.js';
import { isTransient } from './transient.js';

interface Readable extends Turn {
  readonly read: ReadEvent<unknown>;
}

export interface Applied {
  /** Events that took effect, by type; those without effect here are not counted. */
  readonly byType: Map<string, number>;
  readonly parked: { readonly event: Turn['event']; readonly error: string }[];
}

/**
 * Applies what may be applied, round by round: each round holds the next event of every subject that has one, and one
 * handler call takes all events of a type. A failing call is repeated on halves until the event at fault is found.
 * Throws only what says nothing about an event (connection, deadlock): then the whole batch is tried again.
 */
export async function applyRounds(orders: readonly SubjectOrder[], handlers: Handlers): Promise<Applied> {
  const outcome: Applied = { byType: new Map(), parked: [] };
  let active = orders;
  while (active.length > 0) {
    const turns = active.map((order) => order.next()).filter((turn) => turn !== undefined);
    const readable = turns.map((turn) => readOne(turn, handlers, outcome)).filter((turn) => turn !== undefined);
    for (const [type, group] of Map.groupBy(readable, ({ event }) => event.type)) {
      await applyGroup(type, group, handlers, outcome);
    }
    active = turns.map(({ order }) => order);
  }
  return outcome;
}

function readOne(turn: Turn, handlers: Handlers, outcome: Applied): Readable | undefined {
  try {
    const read = handlers.read(turn.event);
    if (read !== NO_EFFECT) return { ...turn, read };
    turn.order.advance();
  } catch (error) {
    park(turn, error, outcome);
  }
  return undefined;
}

async function applyGroup(
  type: string,
  group: readonly Readable[],
  handlers: Handlers,
  outcome: Applied,
): Promise<void> {
  try {
    await savepoint(
      () =>
        handlers.handle(
          type,
          group.map(({ read }) => read),
        ),
      { operation: `event:${type}` },
    );
  } catch (error) {
    if (isTransient(error)) throw error;
    const [only] = group;
    if (group.length === 1 && only) return park(only, error, outcome);
    const half = group.length >> 1;
    await applyGroup(type, group.slice(0, half), handlers, outcome);
    await applyGroup(type, group.slice(half), handlers, outcome);
    return;
  }
  for (const { order } of group) order.advance();
  outcome.byType.set(type, (outcome.byType.get(type) ?? 0) + group.length);
}

function park({ order, event }: Turn, cause: unknown, outcome: Applied): void {
  const error = describeErrorShortly(cause);
  order.park(error);
  outcome.parked.push({ event, error });
}
