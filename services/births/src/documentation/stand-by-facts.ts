import { cancelOpenDeadlines, hasOpenDeadline, lockDeadlines, meetDeadlines, openDeadlines } from '@kamkor/deadlines';
import { rowSet, tx } from '@kamkor/persistence';
import type { BirthsDeadlines } from '../deadlines.js';
import { endTasks } from '../outreach/end-tasks.js';
import { openTasks, type ToVisit } from '../outreach/open-tasks.js';
import { type Standing, type Stands, standingBy } from '../rules/documentation/watch-standing.js';
import type { Law } from '../rules/law.js';
import type { TaskClosing } from '../rules/outreach/task-states.js';
import { FIRST_FACTS, IDS_OF_CHILD } from './watch-facts.js';
import { WATCH_COLUMNS, type WatchRow } from './watch-rows.js';

interface WatchNow extends Stands, WatchRow {
  readonly registeredAt: Temporal.Instant | null;
  readonly deadlineOpen: boolean;
}
type StandingWatch = WatchNow & { readonly stands: Standing };
type FactsOfWatch = Pick<WatchNow, 'id' | 'appliedAt' | 'registeredAt' | 'documentedAt'> &
  Pick<Standing, 'state' | 'inTime'>;

const LOCK = 'SELECT FROM documentation_watch WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE';

/** That a sibling has died no notification says. */
const STATED = `(SELECT min(s.stated_at) FROM ${IDS_OF_CHILD} of JOIN child_statement s ON s.notification_id = of.id
    WHERE s.care_status IS NULL)`;

const READ = `SELECT ${WATCH_COLUMNS}, w.state, w.was_overdue AS "wasOverdue", first.applied_at AS "appliedAt",
    first.registered_at AS "registeredAt", first.documented_at AS "documentedAt",
    CASE WHEN n.id IS NOT NULL THEN n.death_stated_at ELSE ${STATED} END AS "diedAt",
    ${hasOpenDeadline('w.id', '$2')} AS "deadlineOpen"
  FROM documentation_watch w LEFT JOIN birth_notification n ON n.id = w.notification_id, ${FIRST_FACTS}
  WHERE w.id = ANY ($1::uuid[]) AND w.duplicate_of IS NULL ORDER BY w.id`;

const FACTS = rowSet<FactsOfWatch>()({
  id: 'uuid',
  state: 'text',
  appliedAt: 'timestamptz',
  registeredAt: 'timestamptz',
  documentedAt: 'timestamptz',
  inTime: 'boolean',
});

const WRITE = `UPDATE documentation_watch w SET version = w.version + 1, state = f.state, applied_at = f.applied_at,
    registered_at = f.registered_at, documented_at = CASE f.state WHEN 'DOCUMENTED' THEN f.documented_at END,
    cancellation = CASE f.state WHEN 'CANCELLED' THEN 'CHILD_DIED' END, learnt_late = w.learnt_late AND f.in_time
  FROM ${FACTS.from('f')} WHERE w.id = f.id`;

/** Of these, who have no task open: because nobody was sent, or because what ended it was told of another child. */
const UNVISITED = `SELECT w.id, w.birth_date AS "birthDate" FROM documentation_watch w
  WHERE (w.id = ANY ($1::uuid[]) OR (w.id = ANY ($2::uuid[]) AND EXISTS (
      SELECT FROM outreach_task t WHERE t.watch_id = w.id)))
    AND NOT EXISTS (SELECT FROM outreach_task t WHERE t.watch_id = w.id AND t.state = 'OPEN')`;

/**
 * Makes watches what the facts say that were told of their children, whatever others had said meanwhile: state, deadline,
 * tasks, and whether it was overdue. Gives how each stands. The notifications are to be locked before.
 */
export async function standByFacts(
  watchIds: readonly string[],
  deadlines: BirthsDeadlines,
  law: Law,
): Promise<Map<string, Standing>> {
  if (watchIds.length === 0) return new Map();
  const { sql } = tx();
  const { application } = deadlines;
  await lockDeadlines(watchIds);
  await sql(LOCK, [watchIds]);
  const read = await sql<WatchNow>(READ, [watchIds, application.kind]);
  const watches = read.map((watch) => ({ ...watch, stands: standingBy(watch) }));
  await openDeadlines(
    application,
    watches
      .filter(({ deadlineOpen, stands }) => stands.deadlineRuns && !deadlineOpen)
      .map(({ id, childPersonId, territory, responsible, dueAt }) => ({
        subject: { type: 'DocumentationWatch', id },
        person: childPersonId,
        territory,
        owner: responsible,
        dueAt,
      })),
  );
  await meetDeadlines(
    application,
    watches.flatMap(({ id, stands: { firstFactAt } }) => (firstFactAt ? [{ subjectId: id, factAt: firstFactAt }] : [])),
  );
  const facts = watches.map(({ stands: { state, inTime }, ...watch }) => ({ ...watch, state, inTime }));
  await sql(WRITE, FACTS.values(facts));
  const ended = Map.groupBy(watches, ({ stands }) => closingBy(stands));
  ended.delete(null);
  for (const [closing, of] of ended) await endTasks(of.map(endingFact), closing as TaskClosing, deadlines);
  const cancelled = watches.filter(({ stands }) => stands.state === 'CANCELLED').map(({ id }) => id);
  await cancelOpenDeadlines(Object.values(deadlines), cancelled, 'the child has died');
  await sendToLate(watches, deadlines, law);
  return new Map(watches.map(({ id, stands }) => [id, stands]));
}

/**
 * To parents who were late somebody goes until the child has its certificate: where that had begun, and where it had not
 * only because the watch stood still or for one that had been applied for in time.
 */
async function sendToLate(watches: readonly StandingWatch[], deadlines: BirthsDeadlines, law: Law): Promise<void> {
  const late = watches.filter(({ stands }) => stands.state === 'APPLIED' && !stands.inTime);
  if (late.length === 0) return;
  const unnoticed = late.filter(({ stands, deadlineOpen }) => stands.deadlineRuns && !deadlineOpen);
  const ids = [unnoticed, late].map((of) => of.map(({ id }) => id));
  await openTasks(await tx().sql<ToVisit>(UNVISITED, ids), law, deadlines);
}

function closingBy({ state, inTime }: Standing): TaskClosing | null {
  if (state === 'DOCUMENTED') return 'DOCUMENTED';
  if (state === 'CANCELLED') return 'CHILD_DIED';
  return state === 'APPLIED' && inTime ? 'APPLIED_IN_TIME' : null;
}

/** When what ends its tasks happened. */
const endingFact = ({ id, documentedAt, diedAt, stands: { state, firstFactAt } }: StandingWatch) => ({
  watchId: id,
  at: (state === 'CANCELLED' ? diedAt : (documentedAt ?? firstFactAt)) ?? tx().now,
});
