import { randomUUID } from 'node:crypto';
import { rowSet } from '@kamkor/persistence';
import type { BirthBuilder } from '@kamkor/testing';
import { caller, type TestSystem } from '../system/index.js';

/** Births that were copied row by row in the database, because a thousand notifications would take half a minute. */
export interface ManyBirths {
  readonly watches: readonly string[];
  readonly notifications: readonly string[];
}

interface Copy {
  readonly notification: string;
  readonly watch: string;
}

const COPIES = rowSet<Copy>()({ notification: 'uuid', watch: 'uuid' });

const COLUMNS = `SELECT column_name AS name FROM information_schema.columns
  WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`;

/** Notifies one birth through the gateway and copies it, its watch and its pending deadline. Gives the copies. */
export async function manyBirths(system: TestSystem, birth: BirthBuilder, count: number): Promise<ManyBirths> {
  const mutation = 'mutation ($input: NotifyBirthInput!) { notifyBirth(input: $input) { id } }';
  const { data, errors } = await caller(system.running, 'hospital').ask(mutation, { input: birth.input });
  if (errors) throw new Error(errors[0]!.message);
  const template = data.notifyBirth.id as string;
  const copies = Array.from({ length: count }, (): Copy => ({ notification: randomUUID(), watch: randomUUID() }));
  const made = COPIES.from('new', 2);

  const copy = async (table: string, condition: string, changes: Readonly<Record<string, string>>) => {
    const columns = (await system.sql<{ name: string }>('births', COLUMNS, [table])).map(({ name }) => name);
    const values = columns.map((name) => changes[name] ?? `t.${name}`).join(', ');
    await system.sql(
      'births',
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values} FROM ${table} t, ${made} WHERE ${condition}`,
      [template, ...COPIES.values(copies)],
    );
  };
  await copy('birth_notification', 't.id = $1', {
    id: 'new.notification',
    facility_record_number: 'new.notification::text',
  });
  await copy('documentation_watch', 't.notification_id = $1', { id: 'new.watch', notification_id: 'new.notification' });
  await copy('deadline', 't.subject_id = (SELECT id FROM documentation_watch WHERE notification_id = $1)', {
    id: 'gen_random_uuid()',
    subject_id: 'new.watch',
  });
  return { watches: copies.map(({ watch }) => watch), notifications: copies.map(({ notification }) => notification) };
}

/** What the lapses have caused so far: of each there must be exactly one a birth, never more, and all or nothing. */
export interface Caused {
  readonly lapsed: number;
  readonly tasks: number;
  readonly firstVisits: number;
  readonly events: number;
  readonly taskEntries: number;
  readonly lapseEntries: number;
}

const CAUSED = `SELECT
  (SELECT count(*)::int FROM deadline WHERE subject_id = ANY ($1) AND state = 'LAPSED') AS lapsed,
  (SELECT count(*)::int FROM outreach_task WHERE watch_id = ANY ($1)) AS tasks,
  (SELECT count(*)::int FROM deadline d JOIN outreach_task t ON t.id = d.subject_id
    WHERE t.watch_id = ANY ($1) AND d.kind = 'OUTREACH_FIRST_VISIT') AS "firstVisits",
  (SELECT count(*)::int FROM outbox_event WHERE subject_id = ANY ($2) AND type = 'ChildOverdue') AS events,
  (SELECT count(*)::int FROM trail_entry e JOIN outreach_task t ON t.id = e.subject_id
    WHERE t.watch_id = ANY ($1) AND e.change = 'TASK_OPENED') AS "taskEntries",
  (SELECT count(*)::int FROM trail_entry WHERE subject_id = ANY ($1)
    AND change = 'DEADLINE_LAPSED:CERTIFICATE_APPLICATION') AS "lapseEntries"`;

export async function causedBy(system: TestSystem, { watches, notifications }: ManyBirths): Promise<Caused> {
  return (await system.sql<Caused>('births', CAUSED, [watches, notifications]))[0]!;
}

export const allOnce = (count: number): Caused => ({
  lapsed: count,
  tasks: count,
  firstVisits: count,
  events: count,
  taskEntries: count,
  lapseEntries: count,
});
