import { cancelDeadline, openDeadline } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { stepDue } from '@kamkor/regulations';
import { personOf } from '../person/person-loaders.js';
import { motherAgeImpossible, motherUnknown } from '../person/refusals.js';
import { isNotifiedMother, parentageAfter } from '../rules/birth-record/parentage.js';
import { parentageTerm } from '../rules/birth-record/parentage-term.js';
import type { Law } from '../rules/law.js';
import { canBeMother, motherAges } from '../rules/person/mother-age.js';
import type { BirthRecord } from './birth-record.entity.js';
import { PARENTAGE_DECISION } from './birth-record-deadlines.js';

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

/** A decision and its grounds are kept when another application questions it. */
const KEEP_DECIDED = `INSERT INTO parentage_decided_before (birth_record, applied_mother, decision, grounds, filed_by,
    decided_by, decided_at)
  SELECT id, applied_mother, parentage_decision, parentage_grounds, parentage_filed_by, parentage_decided_by,
    parentage_decided_at
  FROM birth_record WHERE id = $1 AND parentage = 'DECIDED'`;

/**
 * What an application that names a mother changes on the record: nothing if she is certainly the notified one, or was
 * decided to be the mother.
 */
export async function questionParentage(record: BirthRecord, motherId: string | null, law: Law): Promise<Questioned> {
  const to = parentageAfter(record.parentage, 'nameOtherMother');
  if (motherId === null || to === null) return {};
  const applied = await personOf(motherId);
  if (!applied || applied.id === record.childId) throw motherUnknown({ field: 'motherId' });
  if (!record.birthDateApproximate && !canBeMother(applied.birthDate, record.birthDate, law.book)) {
    const { least, greatest } = motherAges(law.book, record.birthDate);
    throw motherAgeImpossible({ field: 'motherId' }, { least, greatest });
  }
  if (isNotifiedMother(record, applied)) return {};
  const { dueAt, regulation } = stepDue(parentageTerm, tx().now, law);
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

/** What the application said about the mother is withdrawn with it, unless it was decided. */
export async function unquestionParentage(record: BirthRecord): Promise<Questioned> {
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
