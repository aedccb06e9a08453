import { type DeadlineKind, lockDeadlines, openDeadline } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { expectVersion } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import type { StepDue } from '../rules/hard-life-situation/assessment-term.js';
import {
  actionsIn,
  isPossible,
  type SituationAction,
  type SituationState,
  stateAfter,
} from '../rules/hard-life-situation/states.js';
import { clockOf } from './hard-life-situation-deadlines.js';
import type { HardLifeSituation as Situation } from './situation.entity.js';
import { HardLifeSituation } from './situation.entity.js';

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

/** The entry is withheld where the family did not know of the situation when it was changed, or must not any more. */
export async function change(situation: Situation, what: string, changes: Partial<Situation>): Promise<Situation> {
  const { id, foundChildId, familyKnows, apartFromParents } = situation;
  recordChange({
    person: foundChildId,
    subjectType: 'HardLifeSituation',
    subjectId: id,
    change: what,
    withheld: !familyKnows || apartFromParents,
  });
  // A lapse taken back a moment ago has counted the version up itself.
  await tx().manager.update(HardLifeSituation, { id }, { ...changes, version: situation.version + 1 });
  return tx().manager.findOneByOrFail(HardLifeSituation, { id });
}

/** Starts a clock on a situation, of which the family knows or not from now on. */
export async function startClock(
  kind: DeadlineKind,
  situation: Situation,
  familyKnows: boolean,
  { dueAt, regulation }: StepDue,
): Promise<Temporal.Instant> {
  const subject = { type: 'HardLifeSituation', id: situation.id };
  const { childId, apartFromParents, territoryCode: territory } = situation;
  const whose = clockOf({ childId, apartFromParents, familyKnows });
  await openDeadline({ kind, subject, ...whose, territory, dueAt, regulation });
  return dueAt;
}
