import { type BirthBuilder, caller, type TestSystem, waitForValue } from '@kamkor/testing';
import { manyBirths } from './many-births.js';

/** Offers that were copied row by row in the database, each with its clock. */
export interface ManyOffers {
  readonly offers: readonly string[];
  readonly dueAt: Temporal.Instant;
}

const TASKS = `SELECT id, version FROM outreach_task WHERE watch_id = ANY ($1) ORDER BY id`;
const OFFER = 'mutation ($input: OfferHandoverInput!) { offerHandover(input: $input) { id dueAt } }';
const COPY_OFFERS = `INSERT INTO outreach_handover (id, task_id, from_territory, to_territory, responsible, offered_at, offered_by, due_at)
  SELECT gen_random_uuid(), t.id, t.territory, h.to_territory, t.responsible, h.offered_at, h.offered_by, h.due_at
  FROM outreach_handover h, outreach_task t WHERE h.id = $1 AND t.watch_id = ANY ($2) AND t.id <> h.task_id
  RETURNING id`;
const COPY_CLOCKS = `INSERT INTO deadline (id, kind, subject_type, subject_id, territory, owner, binds, regulation, opened_at, due_at)
  SELECT gen_random_uuid(), d.kind, d.subject_type, o.id, d.territory, d.owner, d.binds, d.regulation, d.opened_at, d.due_at
  FROM deadline d, unnest($2::uuid[]) AS o (id) WHERE d.subject_id = $1`;

/** Lets births become overdue, offers the task of one through the gateway to another unit, and copies offer and clock. */
export async function manyOffers(system: TestSystem, birth: BirthBuilder, count: number): Promise<ManyOffers> {
  // So that what is copied is a clock that still runs.
  await system.running.kill('births-worker');
  const { watches } = await manyBirths(system, birth, count);
  await system.running.start('births-worker');
  const tasks = () => system.sql<{ id: string; version: number }>('births', TASKS, [watches]);
  await waitForValue('tasks', async () => (await tasks()).length, count);
  const [first] = await tasks();
  const input = { taskId: first!.id, version: first!.version, territory: 'KG-O-02' };
  const { offerHandover } = await caller(system.running, 'social-worker').get(OFFER, { input });
  const copies = await system.sql<{ id: string }>('births', COPY_OFFERS, [offerHandover.id, watches]);
  const ids = copies.map(({ id }) => id);
  await system.sql('births', COPY_CLOCKS, [offerHandover.id, ids]);
  return { offers: [offerHandover.id, ...ids], dueAt: Temporal.Instant.from(offerHandover.dueAt) };
}

const CAUSED = `SELECT
  (SELECT count(*)::int FROM deadline WHERE subject_id = ANY ($1) AND state = 'LAPSED') AS lapsed,
  (SELECT count(*)::int FROM outreach_handover WHERE id = ANY ($1) AND version = 2 AND overdue_since = due_at) AS overdue,
  (SELECT count(*)::int FROM trail_entry WHERE subject_id = ANY ($1) AND change = 'HANDOVER_ANSWER_OVERDUE') AS entries`;

/** What the lapses have caused: of each exactly one an offer, and all or nothing. */
export async function escalatedOf(system: TestSystem, { offers }: ManyOffers) {
  return (await system.sql<{ lapsed: number; overdue: number; entries: number }>('births', CAUSED, [offers]))[0]!;
}

export const escalatedOnce = (count: number) => ({ lapsed: count, overdue: count, entries: count });
