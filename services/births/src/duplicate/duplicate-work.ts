import { tx } from '@kamkor/persistence';
import type { DuplicateWorkKind } from '../rules/duplicate/work-kind.js';

/** Notified when there is work; wakes the worker at commit. */
export const DUPLICATE_CHANNEL = 'kamkor_duplicate';

export interface DuplicateWork {
  readonly id: string;
  readonly subjectId: string;
}

const INSERT = `WITH asked AS (
    INSERT INTO duplicate_work (kind, subject_id) SELECT $1, unnest($2::uuid[])
  ) SELECT pg_notify('${DUPLICATE_CHANNEL}', '')`;

async function queue(kind: DuplicateWorkKind, subjectIds: readonly string[]): Promise<void> {
  if (subjectIds.length > 0) await tx().sql(INSERT, [kind, subjectIds]);
}

/** Has duplicates of these notifications looked for after this transaction, which waits for nothing of it. */
export const queueDuplicateSearch = (notificationIds: readonly string[]): Promise<void> =>
  queue('INDEX', notificationIds);

export const queueSearchOfIndexed = (notificationIds: readonly string[]): Promise<void> =>
  queue('SEARCH', notificationIds);

/** Has the decision of a pair carried out, whatever it is by then. */
export const queueSettlement = (candidateId: string): Promise<void> => queue('SETTLE', [candidateId]);

/** Takes the next rows for this transaction, past those that another worker has. Its end deletes them with the effect. */
export const claimWork = (kind: DuplicateWorkKind, most: number): Promise<DuplicateWork[]> =>
  tx().sql<DuplicateWork>(
    `SELECT id, subject_id AS "subjectId" FROM duplicate_work WHERE kind = $1 AND not_before <= clock_timestamp()
     ORDER BY not_before LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [kind, most],
  );

export const finishWork = (work: readonly DuplicateWork[]): Promise<unknown> =>
  tx().sql('DELETE FROM duplicate_work WHERE id = ANY ($1::uuid[])', [work.map(({ id }) => id)]);

/** Puts a row that failed aside: it is tried again after a pause that grows to an hour, and holds up nobody. */
export const parkWork = ({ id }: DuplicateWork, error: string): Promise<unknown> =>
  tx().sql(
    `UPDATE duplicate_work SET attempts = attempts + 1, error = $2,
       not_before = clock_timestamp() + least(interval '1 hour', interval '5 seconds' * power(2, least(attempts, 10)))
     WHERE id = $1`,
    [id, error],
  );

/** How much is to be done now; what is parked waits for its time. */
export async function waitingWork(): Promise<number> {
  const [row] = await tx().sql<{ waiting: number }>(
    'SELECT count(*)::int AS waiting FROM duplicate_work WHERE not_before <= clock_timestamp()',
  );
  return row?.waiting ?? 0;
}
