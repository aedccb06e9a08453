import { lockDeadlines, meetDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { taskEnding } from '../../database/task-ending.js';
import type { ResponsibleBody } from '../rules/care-status.js';
import { endingOf, type TaskClosing, type TaskState } from '../rules/outreach/task-states.js';
import type { OutreachDeadlines } from './outreach-deadlines.js';

export interface WatchFact {
  readonly watchId: string;
  /** When what ends the task happened. */
  readonly at: Temporal.Instant;
}

interface Ended {
  readonly id: string;
  readonly childPersonId: string | null;
  readonly responsible: ResponsibleBody;
  readonly state: TaskState;
}

const OPEN_ONES = `SELECT id, watch_id AS "watchId" FROM outreach_task
  WHERE watch_id = ANY ($1::uuid[]) AND state = 'OPEN'`;

const END = `UPDATE outreach_task SET ${taskEnding({ closing: '$2', at: '$3', unvisited: '$4', visited: '$5' })}
  WHERE id = ANY ($1::uuid[]) AND state = 'OPEN'
  RETURNING id, child_person AS "childPersonId", responsible, state`;

/**
 * Ends the open tasks of these watches with their deadlines, which are locked before the tasks, in the order in
 * which a sweep locks them; a link that a sweep opens meanwhile finds its task ended and does nothing.
 */
export async function endTasks(
  facts: readonly WatchFact[],
  closing: TaskClosing,
  { firstVisit, reminder, review, nextVisit }: OutreachDeadlines,
): Promise<void> {
  if (facts.length === 0) return;
  const at = new Map(facts.map((fact) => [fact.watchId, fact.at]));
  const open = await tx().sql<{ id: string; watchId: string }>(OPEN_ONES, [[...at.keys()]]);
  if (open.length === 0) return;
  const ends = open.map(({ id, watchId }) => ({ subjectId: id, factAt: at.get(watchId) as Temporal.Instant }));
  await lockDeadlines(open.map(({ id }) => id));
  await meetDeadlines(firstVisit, ends);
  await meetDeadlines(reminder, ends);
  await meetDeadlines(review, ends);
  await meetDeadlines(nextVisit, ends);
  const ended = await tx().sql<Ended>(END, [
    open.map(({ id }) => id),
    closing,
    tx().now,
    endingOf(closing, 0),
    endingOf(closing, 1),
  ]);
  recordChanges(
    ended.map(({ id, childPersonId, responsible, state }) => ({
      person: childPersonId,
      subjectType: 'OutreachTask',
      subjectId: id,
      change: `TASK_${state}:${closing}`,
      withheld: responsible === 'GUARDIANSHIP',
    })),
  );
}
