import { type DeadlineKind, lockDeadlines, meetDeadline } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { expectVersion } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import {
  requireConcernAction,
  type SafetyConcernAction,
  type SafetyOutcome,
} from '../rules/obstacle/safety-concern-states.js';
import { SafetyConcern } from './safety-concern.entity.js';

interface OnConcern {
  readonly safetyConcernId: string;
  readonly version: number;
}

/** The caller looks after it from now on; its deadline is met. */
export async function takeUp(input: OnConcern, kind: DeadlineKind): Promise<string> {
  const { now, principal } = tx();
  await holdNaming();
  await lockDeadlines([input.safetyConcernId]);
  const { concern, to } = await locked('takeUpSafetyConcern', input);
  await meetDeadline({ kind, subjectId: concern.id, factAt: now });
  return write(concern, { state: to, takenUpAt: now, takenUpBy: principal.subject, dueAt: null });
}

export async function close(input: OnConcern & { readonly outcome: SafetyOutcome }): Promise<string> {
  await holdNaming();
  const { concern, to } = await locked('closeSafetyConcern', input);
  return write(concern, { state: to, closedAt: tx().now, outcome: input.outcome });
}

/** Before everything: a naming that is withdrawn meanwhile waits for this to end, or has ended it already. */
const holdNaming = (): Promise<unknown> => tx().sql('SELECT hold_own_namings()');

async function locked(action: SafetyConcernAction, { safetyConcernId, version }: OnConcern) {
  const concern = await tx().manager.findOne(SafetyConcern, {
    where: { id: safetyConcernId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!concern) throw standard.notFound({ field: 'safetyConcernId' });
  expectVersion(concern, version);
  return { concern, to: requireConcernAction(concern.state, action) };
}

async function write(concern: SafetyConcern, changes: Partial<SafetyConcern>): Promise<string> {
  const { id, childPersonId, version } = concern;
  await tx().manager.update(SafetyConcern, { id }, { ...changes, version: version + 1 });
  recordChange({
    person: childPersonId,
    subjectType: 'SafetyConcern',
    subjectId: id,
    change: `SAFETY_CONCERN_${changes.state}`,
    withheld: true,
  });
  return id;
}
