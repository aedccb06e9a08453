import type { Deadline } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { endTasks, type OutreachClocks } from '../outreach/end-tasks.js';

const NOT_OVERDUE = `UPDATE documentation_watch SET was_overdue = false, learnt_late = true, version = version + 1
  WHERE id = ANY ($1::uuid[])`;

/**
 * The parents had applied in time and we learnt it late: the child never was overdue. A task that nobody visited for is
 * withdrawn; one with visits is closed and keeps them. The state of the watch is changed by the fact itself.
 */
export async function takeBackOverdue(taken: readonly Deadline[], clocks: OutreachClocks): Promise<void> {
  const facts = taken.map(({ subjectId, factAt }) => ({ watchId: subjectId, at: factAt as Temporal.Instant }));
  await endTasks(facts, 'APPLIED_IN_TIME', clocks);
  await tx().sql(NOT_OVERDUE, [facts.map(({ watchId }) => watchId)]);
}
