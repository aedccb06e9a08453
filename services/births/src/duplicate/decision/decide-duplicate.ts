import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { expectVersion } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import { Injectable } from '@nestjs/common';
import { closedAlready, territoryOfAnother } from '../../rules/duplicate/refusals.js';
import { type DuplicateAction, requireDuplicateAllows } from '../../rules/duplicate/states.js';
import { readText } from '../../rules/plain-text.js';
import { DuplicateCandidate } from '../candidate.entity.js';
import { isResponsibleForBoth } from '../candidate-actions.js';
import { queueSettlement } from '../duplicate-work.js';
import type { DecideDuplicateInput, UndoDuplicateInput } from './decide-duplicate.input.js';
import { chooseKept } from './which-is-kept.js';

const LONGEST_GROUNDS = 1_000;

/** Decides pairs. What a decision means for watch, tasks, deadlines and registry is carried out by the worker after it. */
@Injectable()
export class DecideDuplicate {
  /** Throws NOT_FOUND, FORBIDDEN, TRANSITION_REFUSED, CONFLICT, and BAD_USER_INPUT by field. */
  async decide({ candidateId, version, decision, keep, grounds }: DecideDuplicateInput): Promise<DuplicateCandidate> {
    const why = readText(grounds, 'grounds', LONGEST_GROUNDS);
    const candidate = await lockFor('decideDuplicate', candidateId, version);
    if (candidate.superseded) throw closedAlready();
    const kept = decision === 'SAME' ? await chooseKept(candidate, keep ?? null) : null;
    await change(candidate, {
      state: decision,
      keptId: kept,
      decidedAt: tx().now,
      decidedBy: tx().principal.subject,
      grounds: why,
    });
    recordChange(changeOf(candidate, `DUPLICATE_${decision}`));
    return candidate;
  }

  /** The pair is open again, and what its decision had changed is restored. Throws like `decide`. */
  async undo({ candidateId, version, reason }: UndoDuplicateInput): Promise<DuplicateCandidate> {
    const why = readText(reason, 'reason', LONGEST_GROUNDS);
    const candidate = await lockFor('undoDuplicate', candidateId, version);
    await change(candidate, {
      state: 'OPEN',
      keptId: null,
      decidedAt: null,
      decidedBy: null,
      grounds: null,
      undoneAt: tx().now,
      undoneBy: tx().principal.subject,
      undoReason: why,
    });
    recordChange(changeOf(candidate, 'DUPLICATE_DECISION_UNDONE'));
    return candidate;
  }
}

/** The pair, locked, if the caller may do that with it. */
async function lockFor(action: DuplicateAction, id: string, version: number): Promise<DuplicateCandidate> {
  const { manager, principal } = tx();
  const seen = await manager.findOneBy(DuplicateCandidate, { id });
  if (!seen) throw standard.notFound({ field: 'candidateId' });
  if (!isResponsibleForBoth(seen, principal)) throw territoryOfAnother({ field: 'candidateId' });
  const candidate = await manager.findOne(DuplicateCandidate, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!candidate) throw standard.notFound({ field: 'candidateId' });
  requireDuplicateAllows(candidate.state, action);
  expectVersion(candidate, version);
  return candidate;
}

async function change(candidate: DuplicateCandidate, changes: Partial<DuplicateCandidate>): Promise<void> {
  const changed = { ...changes, version: candidate.version + 1 };
  await tx().manager.update(DuplicateCandidate, { id: candidate.id }, changed);
  Object.assign(candidate, changed);
  if (candidate.keptId !== candidate.settledKeptId || candidate.superseded) await queueSettlement(candidate.id);
}

const changeOf = ({ id }: DuplicateCandidate, what: string) => ({
  person: null,
  subjectType: 'DuplicateCandidate',
  subjectId: id,
  change: what,
});
