import { type DeadlineKind, lockDeadlines, openDeadline } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { expectVersion } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import type { StepDue } from '../rules/assessment-term.js';
import {
  actionsIn,
  isPossible,
  type SituationAction,
  type SituationState,
  stateAfter,
} from '../rules/situation-states.js';
import type { HardLifeSituation as Situation } from './hard-life-situation.js';
import { HardLifeSituation } from './hard-life-situation.js';

/** The situation, locked with its clocks, if the action is possible on it. TRANSITION_REFUSED names what is allowed. */
export async function lockFor(
  action: SituationAction,
  { situationId, version }: { situationId: string; version: number },
): Promise<{ situation: Situation; to: SituationState }> {
  await lockDeadlines([situationId]);
  const { manager } = tx();
  const locked = await manager.findOne(HardLifeSituation, {
    where: { id: situationId },
    lock: { mode: 'pessimistic_write' },
  });
  // A family sees what is closed, and can't lock it: that is refused by its state, not as if it were not there.
  const situation = locked ?? (await manager.findOneBy(HardLifeSituation, { id: situationId }));
  if (!situation) throw standard.notFound({ field: 'input.situationId' });
  expectVersion(situation, version);
  const { state } = situation;
  const to = stateAfter(state, action);
  if (to === null || !isPossible(situation, action)) {
    const allowed = actionsIn(situation);
    throw standard.transitionRefused({ state, allowed }, { action, state, allowed });
  }
  if (!locked) throw standard.notFound({ field: 'input.situationId' });
  return { situation: locked, to };
}

/** The entry is withheld where the family did not know of the situation when it was changed. */
export async function change(situation: Situation, what: string, changes: Partial<Situation>): Promise<Situation> {
  const { id, childId, familyKnows } = situation;
  recordChange({
    person: childId,
    subjectType: 'HardLifeSituation',
    subjectId: id,
    change: what,
    withheld: !familyKnows,
  });
  // A lapse taken back a moment ago has counted the version up itself.
  await tx().manager.update(HardLifeSituation, { id }, { ...changes, version: situation.version + 1 });
  return tx().manager.findOneByOrFail(HardLifeSituation, { id });
}

/** Starts a clock on a situation. A deadline is seen by its person. */
export async function startClock(
  kind: DeadlineKind,
  { id, childId, territoryCode: territory }: Situation,
  familyKnows: boolean,
  { dueAt, regulation }: StepDue,
): Promise<Temporal.Instant> {
  const subject = { type: 'HardLifeSituation', id };
  await openDeadline({ kind, subject, person: familyKnows ? childId : null, territory, dueAt, regulation });
  return dueAt;
}
