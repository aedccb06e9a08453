import { cancelDeadline, meetDeadline, openDeadline } from '@kamkor/deadlines';
import { tidyText } from '@kamkor/identifiers';
import { publishMany } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { Injectable } from '@nestjs/common';
import { Law } from '../law.js';
import { personOf } from '../person/person-loaders.js';
import { motherAgeImpossible, motherUnknown } from '../person/refusals.js';
import { isNotifiedMother, parentageAfter } from '../rules/birth-record/parentage.js';
import { canBeMother, motherAges } from '../rules/person/mother-age.js';
import { PARENTAGE_TERM, stepDue } from '../rules/step-due.js';
import type { BirthRecord } from './birth-record.entity.js';
import { PARENTAGE_DECISION } from './birth-record-deadlines.js';
import type { DecideParentageInput } from './certificate.input.js';
import { changeRecord, lockRecord } from './change-record.js';
import { childRecorded } from './child-recorded.js';
import { groundsMissing, parentageNotQuestioned, secondRegistrarNeeded } from './refusals.js';

type Questioned = Partial<
  Pick<
    BirthRecord,
    | 'parentage'
    | 'appliedMotherId'
    | 'parentageFiledBy'
    | 'parentageDueAt'
    | 'parentageOverdueSince'
    | 'parentageDecision'
    | 'parentageGrounds'
    | 'parentageDecidedBy'
    | 'parentageDecidedAt'
  >
>;

/** What was decided, with its grounds, is kept where another application makes it a question again. */
const KEEP_DECIDED = `INSERT INTO parentage_decided_before (birth_record, applied_mother, decision, grounds, filed_by,
    decided_by, decided_at)
  SELECT id, applied_mother, parentage_decision, parentage_grounds, parentage_filed_by, parentage_decided_by,
    parentage_decided_at
  FROM birth_record WHERE id = $1 AND parentage = 'DECIDED'`;

const LEAST_GROUNDS = 10;
const MOST_GROUNDS = 2_000;

@Injectable()
export class ParentageService {
  constructor(private readonly law: Law) {}

  /**
   * What an application that names a mother changes on the record: nothing, if she is certainly the notified one, or who
   * was decided to be the mother.
   */
  async question(record: BirthRecord, motherId: string | null): Promise<Questioned> {
    const to = parentageAfter(record.parentage, 'nameOtherMother');
    if (motherId === null || to === null) return {};
    const applied = await personOf(motherId);
    if (!applied || applied.id === record.childId) throw motherUnknown({ field: 'input.motherId' });
    if (!record.birthDateApproximate && !canBeMother(applied.birthDate, record.birthDate, this.law.book)) {
      throw motherAgeImpossible({ field: 'input.motherId' }, { ...motherAges(this.law.book, record.birthDate) });
    }
    if (isNotifiedMother(record, applied)) return {};
    const { dueAt, regulation } = stepDue(PARENTAGE_TERM, tx().now, this.law);
    await openDeadline({
      kind: PARENTAGE_DECISION,
      subject: { type: 'BirthRecord', id: record.id },
      territory: record.territoryCode,
      dueAt,
      regulation,
    });
    await tx().sql(KEEP_DECIDED, [record.id]);
    return {
      parentage: to,
      appliedMotherId: applied.id,
      parentageFiledBy: tx().principal.subject,
      parentageDueAt: dueAt,
      parentageOverdueSince: null,
      parentageDecision: null,
      parentageGrounds: null,
      parentageDecidedBy: null,
      parentageDecidedAt: null,
    };
  }

  /** Another registrar decides, with grounds. Births hears who the mother is now. */
  async decide(input: DecideParentageInput): Promise<BirthRecord> {
    const grounds = tidyText(input.grounds);
    if (grounds.length < LEAST_GROUNDS || grounds.length > MOST_GROUNDS)
      throw groundsMissing({ field: 'input.grounds' });
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

/** With the application goes what it said of the mother, unless that is decided. */
export async function unquestion(record: BirthRecord): Promise<Questioned> {
  const to = parentageAfter(record.parentage, 'withdraw');
  if (to === null) return {};
  if (record.parentageOverdueSince === null) {
    await cancelDeadline({ kind: PARENTAGE_DECISION, subjectId: record.id, why: 'application withdrawn' });
  }
  return {
    parentage: to,
    appliedMotherId: null,
    parentageFiledBy: null,
    parentageDueAt: null,
    parentageOverdueSince: null,
  };
}
