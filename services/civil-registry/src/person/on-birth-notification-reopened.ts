import { moveDeadlines, openDeadlines } from '@kamkor/deadlines';
import type { EventPayload } from '@kamkor/events';
import { publishMany, type ReadEvent } from '@kamkor/outbox';
import { rowSet, tx } from '@kamkor/persistence';
import { forgetMerged } from '@kamkor/trail';
import { lockRecordsOf, notificationsOf, STATE_DEADLINES } from './lock-records.js';
import { type Merge, recordMerges } from './merge-notified-persons.js';

const FORGET = `DELETE FROM person_merge WHERE notification_id = ANY ($1::uuid[]) RETURNING notification_id AS id,
  kept_notification_id AS kept`;
const UNMERGE = `UPDATE person p SET merged_into = NULL, version = p.version + 1 FROM birth_record r, person before
  WHERE r.notification_id = ANY ($1::uuid[]) AND p.id = r.child AND before.id = p.id AND p.merged_into IS NOT NULL
  RETURNING p.id, before.merged_into AS kept, p.withheld_from_mother AS withheld`;
interface Pair {
  readonly id: string;
  readonly kept: string;
}

const PAIRS = rowSet<Pair>()({ id: 'uuid', kept: 'uuid' });

const FREE = `UPDATE birth_record r SET papers_on = NULL, version = r.version + 1
  FROM ${PAIRS.from('f')}
  JOIN birth_record c ON c.notification_id = f.id JOIN birth_record k ON k.notification_id = f.kept
  WHERE (r.id = c.id AND r.papers_on = k.id) OR (r.id = k.id AND r.papers_on = c.id)
  RETURNING r.id, r.child, r.territory, r.state, r.due_at AS "dueAt"`;

interface Freed {
  readonly id: string;
  readonly child: string | null;
  readonly territory: string;
  readonly state: string;
  readonly dueAt: Temporal.Instant | null;
}

/** They are two children after all: two persons and two records, each with its own deadline on the date that it had. */
export async function onBirthNotificationReopened(
  events: readonly ReadEvent<EventPayload<'BirthNotificationReopened'>>[],
): Promise<void> {
  await lockRecordsOf(notificationsOf(events));
  const pairs = await tx().sql<Pair>(FORGET, [events.map(({ payload }) => payload.notificationId)]);
  await partPersons(pairs.map(({ id }) => id));
  const freed = await tx().sql<Freed>(FREE, PAIRS.values(pairs));
  for (const [state, kind] of Object.entries(STATE_DEADLINES)) {
    await openDeadlines(
      kind,
      freed.flatMap(({ id, child, territory, dueAt, state: of }) =>
        of === state && dueAt ? [{ subject: { type: 'BirthRecord', id }, person: child, territory, dueAt }] : [],
      ),
    );
  }
}

const CHILDREN_OF = `SELECT id AS "subjectId", child AS person FROM birth_record WHERE child = ANY ($1::uuid[])`;

/** The persons of these notifications are separate again; whoever followed the merge is told. */
async function partPersons(notificationIds: readonly string[]): Promise<void> {
  const { sql, now } = tx();
  const parted = await sql<Merge>(UNMERGE, [notificationIds]);
  const persons = parted.map(({ id }) => id);
  await forgetMerged(persons);
  await moveDeadlines(await sql<{ subjectId: string; person: string }>(CHILDREN_OF, [persons]));
  recordMerges(parted, 'PERSON_MERGE_UNDONE');
  await publishMany(
    parted.map(({ id, kept }) => ({
      type: 'PersonMergeUndone' as const,
      subjectId: id,
      payload: { personId: id, keptPersonId: kept, undoneAt: now.toString() },
    })),
  );
}
