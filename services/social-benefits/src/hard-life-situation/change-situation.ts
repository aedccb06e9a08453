import { type DeadlineKind, lockDeadlines, meetDeadline, openDeadline } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { type StepDue, stepDue } from '@kamkor/regulations';
import { expectVersion } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import { reviewTerm } from '../rules/hard-life-situation/review-term.js';
import {
  actionsIn,
  isPossible,
  type SituationAction,
  type SituationState,
  stateAfter,
} from '../rules/hard-life-situation/states.js';
import type { Law } from '../rules/law.js';
import {
  concernedBy,
  HARD_LIFE_ASSESSMENT,
  HARD_LIFE_OBJECTION,
  HARD_LIFE_REVIEW,
} from './hard-life-situation-deadlines.js';
import { HardLifeSituation } from './situation.entity.js';

/**
 * The situation, locked together with its deadlines, if the action is possible on it. TRANSITION_REFUSED names what is
 * allowed.
 */
export async function lockFor(
  action: SituationAction,
  { situationId, version }: { situationId: string; version: number },
): Promise<{ situation: HardLifeSituation; to: SituationState }> {
  await lockDeadlines([situationId]);
  const { manager } = tx();
  const locked = await manager.findOne(HardLifeSituation, {
    where: { id: situationId },
    lock: { mode: 'pessimistic_write' },
  });
  // A family can see a closed situation but can't lock it. It is refused by the state, not as if the situation did not
  // exist.
  const situation = locked ?? (await manager.findOneBy(HardLifeSituation, { id: situationId }));
  if (!situation) throw standard.notFound({ field: 'situationId' });
  expectVersion(situation, version);
  const { state } = situation;
  const to = stateAfter(state, action);
  if (to === null || !isPossible(situation, action)) {
    const allowed = actionsIn(situation);
    throw standard.transitionRefused({ state, allowed }, { action, state, allowed });
  }
  if (!locked) throw standard.notFound({ field: 'situationId' });
  return { situation: locked, to };
}

/**
 * The trail entry is withheld if the family did not know of the situation when it was changed, or must no longer know.
 */
export async function changeSituation(
  situation: HardLifeSituation,
  what: string,
  changes: Partial<HardLifeSituation>,
): Promise<HardLifeSituation> {
  const { id, foundChildId, familyKnows, apartFromParents } = situation;
  recordChange({
    person: foundChildId,
    subjectType: 'HardLifeSituation',
    subjectId: id,
    change: what,
    withheld: !familyKnows || apartFromParents,
  });
  // Taking back a lapse has just counted the version up.
  await tx().manager.update(HardLifeSituation, { id }, { ...changes, version: situation.version + 1 });
  return tx().manager.findOneByOrFail(HardLifeSituation, { id });
}

/** Opens a deadline on a situation; `familyKnows` says whether the family knows of the situation from now on. */
export async function openSituationDeadline(
  kind: DeadlineKind,
  situation: HardLifeSituation,
  familyKnows: boolean,
  { dueAt, regulation }: StepDue,
): Promise<Temporal.Instant> {
  const { childId, apartFromParents, territoryCode: territory } = situation;
  const { person, owner } = concernedBy({ childId, apartFromParents, familyKnows });
  const subject = { type: 'HardLifeSituation', id: situation.id };
  await openDeadline({ kind, subject, person, owner, territory, dueAt, regulation });
  return dueAt;
}

/** Opens the deadline by which somebody looks again. */
export const openReview = (situation: HardLifeSituation, familyKnows: boolean, law: Law): Promise<Temporal.Instant> =>
  openSituationDeadline(HARD_LIFE_REVIEW, situation, familyKnows, stepDue(reviewTerm, tx().now, law));

/** Nothing is owed any more to a family whose situation is over. */
export async function meetAllDeadlines(subjectId: string): Promise<void> {
  for (const kind of [HARD_LIFE_ASSESSMENT, HARD_LIFE_REVIEW, HARD_LIFE_OBJECTION]) {
    await meetDeadline({ kind, subjectId, factAt: tx().now });
  }
}
