import { aBirth, waitForValue } from '@kamkor/testing';
import type { TestSystem } from '../system/index.js';
import { manyBirths } from './many-births.js';
import { births, notifyAll, recordedOf } from './many-notifications.js';

/** One kind of deadline: whose promise it is, and what of the subject says that the lapse took effect. */
export interface PromisedKind {
  readonly service: string;
  readonly kind: string;
  readonly subjectType: string;
  readonly table: string;
  readonly effect: string;
  /** Which subjects it takes its own from. */
  readonly pool: string;
}

const kind =
  (service: string, subjectType: string, table: string) =>
  (kindCode: string, effect: string, pool = table): PromisedKind => ({
    ...{ service, subjectType, table, effect, pool },
    kind: kindCode,
  });
const watch = kind('births', 'DocumentationWatch', 'documentation_watch');
const task = kind('births', 'OutreachTask', 'outreach_task');
const start = kind('births', 'TerritoryStart', 'territory_start');
const handover = kind('births', 'OutreachHandover', 'outreach_handover');
const concern = kind('births', 'SafetyConcern', 'safety_concern');
const record = kind('civil-registry', 'BirthRecord', 'birth_record');
const help = kind('civil-registry', 'DocumentHelpRequest', 'document_help_request');
const situation = kind('social-benefits', 'HardLifeSituation', 'hard_life_situation');

/** Every kind of every service; one that is missing here fails the tests. */
export const PROMISED_KINDS: readonly PromisedKind[] = [
  watch('CERTIFICATE_APPLICATION', `state = 'OVERDUE'`),
  task('OUTREACH_FIRST_VISIT', 'first_visit_missed'),
  task('OUTREACH_REMINDER', 'reminders = 1'),
  task('OUTREACH_NEXT_VISIT', 'escalations = 1'),
  task('OUTREACH_REVIEW', 'review_noticed_at IS NOT NULL'),
  handover('HANDOVER_ANSWER', 'overdue_since IS NOT NULL'),
  start(
    'BACKLOG_RELEASE',
    `EXISTS (SELECT FROM deadline d WHERE d.subject_id = territory_start.id AND d.state = 'PENDING' AND d.round = 2)`,
  ),
  watch(
    'BACKLOG_CHECK',
    'EXISTS (SELECT FROM outreach_task t WHERE t.watch_id = documentation_watch.id)',
    'watch without a task',
  ),
  concern('SAFETY_CONCERN', 'overdue_since IS NOT NULL AND version = 2'),
  record('BIRTH_REGISTRATION', 'registration_overdue_since IS NOT NULL'),
  record('CERTIFICATE_ISSUE', 'certificate_overdue_since IS NOT NULL'),
  record('PIN_ASSIGNMENT', 'pin_overdue_since IS NOT NULL'),
  record('PARENTAGE_DECISION', 'parentage_overdue_since IS NOT NULL'),
  help('DOCUMENT_HELP', 'overdue_since IS NOT NULL'),
  situation('HARD_LIFE_ASSESSMENT', 'assessment_overdue_since IS NOT NULL'),
  situation('HARD_LIFE_REVIEW', 'review_overdue_since IS NOT NULL'),
  situation('HARD_LIFE_OBJECTION', 'objection_overdue_since IS NOT NULL'),
];

/** Subjects of one kind in one test. */
export const EACH = 3;
const TESTS = 2;

const ROWS: Readonly<Record<string, string>> = {
  territory_start: `INSERT INTO territory_start (id, territory, starts_on, starts_at, workers, next_release_at, declared_at,
      declared_by)
    SELECT gen_random_uuid(), code, current_date, now(), 1, now(), now(), 'test' FROM territory
    WHERE code LIKE 'KG-J-__' ORDER BY code LIMIT $1`,
  outreach_handover: `INSERT INTO outreach_handover (id, task_id, from_territory, to_territory, responsible, offered_at,
      offered_by, due_at)
    SELECT gen_random_uuid(), id, territory, 'KG-O-02', responsible, now(), 'test', now() FROM outreach_task
    WHERE state = 'OPEN' LIMIT $1`,
  safety_concern: `INSERT INTO safety_concern (id, notification_id, territory, grounds, raised_at, recorded_by)
    SELECT gen_random_uuid(), gen_random_uuid(), 'KG-C-03', '{OTHER}', now(), 'test' FROM generate_series(1, $1)`,
  document_help_request: `INSERT INTO document_help_request (visit_id, notification_id, parent, document, territory,
      withheld, found_at, opened_at)
    SELECT gen_random_uuid(), gen_random_uuid(), 'MOTHER', 'PASSPORT', 'KG-C-03', false, now(), now()
    FROM generate_series(1, $1)`,
  hard_life_situation: `INSERT INTO hard_life_situation (notification_id, territory, family_knows, found_at, registered_at)
    SELECT gen_random_uuid(), 'KG-C-03', true, now(), now() FROM generate_series(1, $1)`,
};

/** Subjects for all kinds and tests, each used once. */
export class Subjects {
  private readonly free = new Map<string, string[]>();

  constructor(private readonly system: TestSystem) {}

  async make(): Promise<void> {
    const needed = (pool: string) => EACH * TESTS * PROMISED_KINDS.filter((one) => one.pool === pool).length;
    // What is copied is to be pending still.
    await this.system.running.kill('births-worker');
    const { watches } = await manyBirths(this.system, aBirth(), needed('documentation_watch'));
    this.free.set('documentation_watch', [...watches]);
    const untasked = await manyBirths(this.system, aBirth(), needed('watch without a task'));
    await this.system.sql(
      'births',
      `UPDATE documentation_watch SET state = 'OVERDUE', was_overdue = true, overdue_noticed_at = now() WHERE id = ANY ($1)`,
      [untasked.watches],
    );
    this.free.set('watch without a task', [...untasked.watches]);
    const overdue = await manyBirths(this.system, aBirth().overdueBy(1).days, needed('outreach_task'));
    await this.system.running.start('births-worker');
    const tasks = () => this.ids('births', 'SELECT id FROM outreach_task WHERE watch_id = ANY ($1)', [overdue.watches]);
    await waitForValue('tasks', async () => (await tasks()).length, overdue.watches.length);
    this.free.set('outreach_task', await tasks());
    const notified = await notifyAll(this.system, births(needed('birth_record')));
    await waitForValue('records', async () => (await recordedOf(this.system, notified)).births, notified.length);
    const records = 'SELECT id FROM birth_record WHERE notification_id = ANY ($1)';
    this.free.set('birth_record', await this.ids('civil-registry', records, [notified]));
    for (const [table, insert] of Object.entries(ROWS)) {
      const { service } = PROMISED_KINDS.find((one) => one.table === table)!;
      this.free.set(table, await this.ids(service, `${insert} RETURNING id`, [needed(table)]));
    }
  }

  /** Subjects of a kind with a deadline that falls due in so many seconds, which the workers are told of. */
  async due(promised: PromisedKind, inSeconds: number): Promise<readonly string[]> {
    const { service, subjectType } = promised;
    const ids = this.free.get(promised.pool)!.splice(0, EACH);
    await this.system.sql(
      service,
      `WITH due AS (SELECT date_trunc('second', clock_timestamp()) + make_interval(secs => $4) AS at),
       opened AS (
         INSERT INTO deadline (id, kind, subject_type, subject_id, territory, binds, regulation, opened_at, due_at)
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
export async function outcomeOf(system: TestSystem, promised: PromisedKind, ids: readonly string[]) {
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
export async function isHeld(system: TestSystem, { service, kind }: PromisedKind, ids: readonly string[]) {
  const free = `SELECT FROM deadline WHERE subject_id = ANY ($1) AND kind = $2 AND state = 'PENDING' FOR UPDATE SKIP LOCKED`;
  return (await system.sql(service, free, [ids, kind])).length === 0;
}

export const once = (count: number) => ({ lapsed: count, entries: count, effects: count });
