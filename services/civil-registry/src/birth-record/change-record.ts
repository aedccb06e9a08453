import { lockDeadlines } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { expectVersion } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import { actionsIn, type BirthRecordAction, type BirthRecordState, stateAfter } from '../rules/birth-record/states.js';
import { BirthRecord } from './birth-record.entity.js';
import { childNotIdentified, papersOnAnotherRecord } from './refusals.js';

/** A record on which papers may be written, because it is certain who the child is. */
export type IdentifiedRecord = BirthRecord & { readonly childId: string };

/**
 * The record, locked until the end of the transaction. NOT_FOUND if the caller may not change it, CONFLICT if it has
 * another version.
 */
export async function lockRecord({ birthRecordId, version }: { birthRecordId: string; version: number }) {
  await lockDeadlines([birthRecordId]);
  const record = await tx().manager.findOne(BirthRecord, {
    where: { id: birthRecordId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!record) throw standard.notFound({ field: 'birthRecordId' });
  expectVersion(record, version);
  if (record.papersOnId !== null) throw papersOnAnotherRecord({ state: 'CLOSED_AS_DUPLICATE', allowed: [] });
  return record;
}

/** The locked record, if the action is possible on it. TRANSITION_REFUSED names its state and what is allowed. */
export async function lockFor(
  action: BirthRecordAction,
  input: { birthRecordId: string; version: number },
): Promise<{ record: IdentifiedRecord; to: BirthRecordState }> {
  const record = await lockRecord(input);
  const { state, childId } = record;
  if (childId === null) {
    throw childNotIdentified({ state: 'NOT_IDENTIFIED', allowed: ['identifyChild'] }, { allowed: 'identifyChild' });
  }
  const to = stateAfter(state, action);
  const allowed = actionsIn(state);
  if (to === null) throw standard.transitionRefused({ state, allowed }, { action, state, allowed });
  return { record: record as IdentifiedRecord, to };
}

type Changes = Partial<Omit<BirthRecord, 'id' | 'version' | 'queueRank' | 'queueAt'>>;

/** Writes the changes, the next version and a trail entry, and gives the record as it is afterwards. */
export async function changeRecord(record: BirthRecord, change: string, changes: Changes): Promise<BirthRecord> {
  const changed = { ...changes, version: record.version + 1 };
  await tx().manager.update(BirthRecord, { id: record.id }, changed);
  const after = Object.assign(record, changed);
  recordChange({ person: after.childId, subjectType: 'BirthRecord', subjectId: after.id, change });
  return after;
}
