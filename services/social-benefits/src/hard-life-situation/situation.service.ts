import { lockDeadlines, meetDeadline } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { expectVersion } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import { Injectable } from '@nestjs/common';
import { assessmentTimeFault } from '../rules/assessment-time.js';
import { actionsIn, type SituationAction, type SituationState, stateAfter } from '../rules/situation-states.js';
import { HardLifeSituation } from './hard-life-situation.js';
import type { CloseHardLifeSituationInput, RecordHardLifeAssessmentInput } from './inputs.js';
import { HARD_LIFE_ASSESSMENT } from './situation-deadlines.js';
import { assessedBeforeFound, assessedInFuture } from './situation-errors.js';

@Injectable()
export class SituationService {
  /** A specialist has looked at the family and decided what is to be done. */
  async assess(input: RecordHardLifeAssessmentInput): Promise<HardLifeSituation> {
    const { situation, to } = await lockFor('recordHardLifeAssessment', input);
    const { now } = tx();
    const assessedAt = input.assessedAt ?? now;
    const fault = assessmentTimeFault(assessedAt, situation.foundAt, now);
    if (fault === 'ASSESSED_BEFORE_FOUND') {
      throw assessedBeforeFound({ field: 'input.assessedAt' }, { found: situation.foundAt.toString() });
    }
    if (fault === 'ASSESSED_IN_FUTURE') throw assessedInFuture({ field: 'input.assessedAt' });
    const settled = await meetDeadline({ kind: HARD_LIFE_ASSESSMENT, subjectId: situation.id, factAt: assessedAt });
    const takenBack = settled.some(({ settlement }) => settlement === 'TAKEN_BACK');
    return change(situation, 'SITUATION_ASSESSED', {
      state: to,
      assessedAt,
      assessment: input.outcome,
      familyKnows: situation.familyKnows || input.familyInformed,
      dueAt: null,
      assessmentOverdueSince: takenBack ? null : situation.assessmentOverdueSince,
    });
  }

  async close(input: CloseHardLifeSituationInput): Promise<HardLifeSituation> {
    const { situation, to } = await lockFor('closeHardLifeSituation', input);
    return change(situation, 'SITUATION_CLOSED', { state: to, closedAt: tx().now, closingReason: input.reason });
  }
}

async function lockFor(
  action: SituationAction,
  { situationId, version }: { situationId: string; version: number },
): Promise<{ situation: HardLifeSituation; to: SituationState }> {
  await lockDeadlines([situationId]);
  const situation = await tx().manager.findOne(HardLifeSituation, {
    where: { id: situationId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!situation) throw standard.notFound({ field: 'input.situationId' });
  expectVersion(situation, version);
  const { state } = situation;
  const to = stateAfter(state, action);
  const allowed = actionsIn(state);
  if (to === null) throw standard.transitionRefused({ state, allowed }, { action, state, allowed });
  return { situation, to };
}

/** The entry is withheld where the family did not know of the situation when it was changed. */
async function change(
  situation: HardLifeSituation,
  what: string,
  changes: Partial<HardLifeSituation>,
): Promise<HardLifeSituation> {
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
