import { KAMKOR } from '@kamkor/local';
import { aBirth, type FaultCase, type PromisedKind, waitForValue } from '@kamkor/testing';
import type { TestSystem } from '../system/index.js';
import { manyBirths } from './many-births.js';
import { births, notifyAll, recordedOf } from './many-notifications.js';

/** A kind with the service whose promise it is, and where its subjects come from. */
export type Promised = PromisedKind & { readonly service: string; readonly pool: string };

const CASES = await Promise.all(
  KAMKOR.services.map(async ({ name }) => {
    const { faults } = (await import(`../../services/${name}/src/testing/faults.js`)) as { faults: FaultCase };
    return { service: name, ...faults };
  }),
);

/** Every kind of every service; one that is missing here fails the tests. */
export const PROMISED_KINDS: readonly Promised[] = CASES.flatMap(({ service, kinds }) =>
  kinds.map((kind) => ({ service, pool: kind.table, ...kind })),
);

/** Subjects of one kind in one test. */
export const EACH = 3;
const TESTS = 2;

/** Subjects for all kinds and tests, each used once. */
export class Subjects {
  /** By service and pool. */
  private readonly free = new Map<string, string[]>();

  constructor(private readonly system: TestSystem) {}

  async make(): Promise<void> {
    const needed = (service: string, pool: string) =>
      EACH * TESTS * PROMISED_KINDS.filter((one) => one.service === service && one.pool === pool).length;
    // What is copied is to be pending still.
    await this.system.running.kill('births-worker');
    const { watches } = await manyBirths(this.system, aBirth(), needed('births', 'documentation_watch'));
    this.free.set('births documentation_watch', [...watches]);
    const untasked = await manyBirths(this.system, aBirth(), needed('births', 'watch without a task'));
    await this.system.sql(
      'births',
      `UPDATE documentation_watch SET state = 'OVERDUE', was_overdue = true, overdue_noticed_at = now() WHERE id = ANY ($1)`,
      [untasked.watches],
    );
    this.free.set('births watch without a task', [...untasked.watches]);
    const overdue = await manyBirths(this.system, aBirth().overdueBy(1).days, needed('births', 'outreach_task'));
    await this.system.running.start('births-worker');
    const tasks = () => this.ids('births', 'SELECT id FROM outreach_task WHERE watch_id = ANY ($1)', [overdue.watches]);
    await waitForValue('tasks', async () => (await tasks()).length, overdue.watches.length);
    this.free.set('births outreach_task', await tasks());
    const notified = await notifyAll(this.system, births(needed('civil-registry', 'birth_record')));
    await waitForValue('records', async () => (await recordedOf(this.system, notified)).births, notified.length);
    const records = 'SELECT id FROM birth_record WHERE notification_id = ANY ($1)';
    this.free.set('civil-registry birth_record', await this.ids('civil-registry', records, [notified]));
    for (const { service, rows } of CASES) {
      for (const [pool, insert] of Object.entries(rows)) {
        this.free.set(`${service} ${pool}`, await this.ids(service, `${insert} RETURNING id`, [needed(service, pool)]));
      }
    }
  }

  /** Subjects of a kind with a deadline that falls due in so many seconds, which the workers are told of. */
  async due(promised: Promised, inSeconds: number): Promise<readonly string[]> {
    const { service, subjectType } = promised;
    const ids = this.free.get(`${service} ${promised.pool}`)?.splice(0, EACH) ?? [];
    if (ids.length < EACH) throw new Error(`${service} has no subjects of ${promised.pool} for ${promised.kind}`);
    await this.system.sql(
      service,
      `WITH due AS (SELECT date_trunc('second', clock_timestamp()) + make_interval(secs => $4) AS at),
       opened AS (
         INSERT INTO deadline_current (id, kind, subject_type, subject_id, territory, binds, regulation, opened_at, due_at)
         SELECT gen_random_uuid(), $1, $2, subject, 'KG-C-03', 'STATE', 'test', now(), due.at
         FROM unnest($3::uuid[]) subject, due
         ON CONFLICT (subject_id, kind) WHERE state IN ('PENDING', 'SUSPENDED', 'PARKED')
           DO UPDATE SET due_at = EXCLUDED.due_at)
       SELECT pg_notify('kamkor_deadline', extract(epoch FROM at)::bigint::text) FROM due`,
      [promised.kind, subjectType, ids, inSeconds],
    );
    return ids;
  }

  private async ids(service: string, sql: string, values: unknown[]): Promise<string[]> {
    return (await this.system.sql<{ id: string }>(service, sql, values)).map(({ id }) => id);
  }
}

/** Every event is receipted: a worker that is killed with one in its hands waits for it before it sweeps again. */
export async function eventsArrived(system: TestSystem): Promise<void> {
  for (const service of new Set(PROMISED_KINDS.map((one) => one.service))) {
    const owed = async () => (await system.sql(service, 'SELECT FROM outbox_delivery')).length;
    await waitForValue(`events that ${service} owes`, owed, 0, { withinMs: 60_000 });
  }
}

/** What became of subjects: of each there must be all or nothing, and never more. */
export async function outcomeOf(system: TestSystem, promised: Promised, ids: readonly string[]) {
  const { kind, table, effect, service } = promised;
  const [outcome] = await system.sql<{ lapsed: number; entries: number; effects: number }>(
    service,
    `SELECT (SELECT count(*)::int FROM deadline WHERE subject_id = ANY ($1) AND kind = $2 AND state = 'LAPSED') AS lapsed,
       (SELECT count(*)::int FROM trail_entry WHERE subject_id = ANY ($1) AND change = 'DEADLINE_LAPSED:' || $2) AS entries,
       (SELECT count(*)::int FROM ${table} WHERE id = ANY ($1) AND ${effect}) AS effects`,
    [ids, kind],
  );
  return outcome!;
}

/** Whether a worker has taken these deadlines and not yet ended with them. */
export async function isHeld(system: TestSystem, { service, kind }: Promised, ids: readonly string[]) {
  const free = `SELECT FROM deadline WHERE subject_id = ANY ($1) AND kind = $2 AND state = 'PENDING' FOR UPDATE SKIP LOCKED`;
  return (await system.sql(service, free, [ids, kind])).length === 0;
}

export const once = (count: number) => ({ lapsed: count, entries: count, effects: count });
