import { meetDeadline } from '@kamkor/deadlines';
import { tidyText } from '@kamkor/identifiers';
import { publishMany } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { Injectable } from '@nestjs/common';
import { parentageAfter } from '../rules/birth-record/parentage.js';
import type { BirthRecord } from './birth-record.entity.js';
import { PARENTAGE_DECISION } from './birth-record-deadlines.js';
import { changeRecord, lockRecord } from './change-record.js';
import { childRecorded } from './child-recorded.js';
import type { DecideParentageInput } from './parentage.input.js';
import { groundsMissing, parentageNotQuestioned, secondRegistrarNeeded } from './refusals.js';

const LEAST_GROUNDS = 10;
const MOST_GROUNDS = 2_000;

/** A second registrar decides who the mother is, and says why. Births is told who she is now. */
@Injectable()
export class DecideParentage {
  /** Throws NOT_FOUND, CONFLICT, FORBIDDEN, TRANSITION_REFUSED, and BAD_USER_INPUT by field. */
  async decide(input: DecideParentageInput): Promise<BirthRecord> {
    const grounds = tidyText(input.grounds);
    if (grounds.length < LEAST_GROUNDS || grounds.length > MOST_GROUNDS) {
      throw groundsMissing({ field: 'grounds' });
    }
    const record = await lockRecord(input);
    const to = parentageAfter(record.parentage, 'decideParentage');
    if (to === null) throw parentageNotQuestioned({ state: record.parentage, allowed: [] });
    const { now, principal, sql } = tx();
    if (record.parentageFiledBy === principal.subject) throw secondRegistrarNeeded();
    await meetDeadline({ kind: PARENTAGE_DECISION, subjectId: record.id, factAt: now });
    if (input.decision === 'APPLICATION_MOTHER') {
      await sql('SELECT take_mother_of_application($1)', [record.id]);
      record.motherId = record.appliedMotherId;
      record.motherPin = null;
    }
    const decided = await changeRecord(record, 'PARENTAGE_DECIDED', {
      parentage: to,
      parentageDecision: input.decision,
      parentageGrounds: grounds,
      parentageDecidedBy: principal.subject,
      parentageDecidedAt: now,
      parentageDueAt: null,
    });
    await publishMany([childRecorded(decided)]);
    return decided;
  }
}
