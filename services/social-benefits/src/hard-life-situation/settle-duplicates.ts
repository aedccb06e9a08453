import { cancelDeadline, openDeadlines } from '@kamkor/deadlines';
import { rowSet, tx } from '@kamkor/persistence';
import { kindsOf } from '@kamkor/service-kit';
import { recordChanges } from '@kamkor/trail';
import { benefitsDeadlines } from '../deadlines.js';
import { duplicatesAmong, type OfChild } from '../rules/hard-life-situation/one-situation.js';
import { type SituationState, stateReopened } from '../rules/hard-life-situation/states.js';
import { HARD_LIFE_ASSESSMENT, HARD_LIFE_OBJECTION, HARD_LIFE_REVIEW } from './hard-life-situation-deadlines.js';

interface Situation extends OfChild {
  readonly foundChild: string | null;
  readonly territory: string;
  readonly assessedAt: Temporal.Instant | null;
  readonly dueAt: Temporal.Instant | null;
  readonly overdueSince: Temporal.Instant | null;
  readonly reviewDueAt: Temporal.Instant | null;
  readonly reviewOverdueSince: Temporal.Instant | null;
  readonly objectionDueAt: Temporal.Instant | null;
  readonly objectionOverdueSince: Temporal.Instant | null;
}

const OF_CHILDREN = `WITH touched AS (SELECT child FROM hard_life_situation WHERE id = ANY ($1::uuid[]))
  SELECT s.id, s.child, s.state <> 'CLOSED' AS open, s.duplicate_of AS "duplicateOf", s.family_knows AS "familyKnows",
    s.objected_at IS NOT NULL AND s.objection_decided_at IS NULL AS "objectionPending", s.registered_at AS "registeredAt",
    s.found_child AS "foundChild", s.territory, s.assessed_at AS "assessedAt", s.due_at AS "dueAt",
    s.assessment_overdue_since AS "overdueSince", s.review_due_at AS "reviewDueAt",
    s.review_overdue_since AS "reviewOverdueSince", s.objection_due_at AS "objectionDueAt",
    s.objection_overdue_since AS "objectionOverdueSince"
  FROM hard_life_situation s WHERE s.child IN (SELECT child FROM touched)
    OR s.id IN (SELECT d.duplicate_of FROM hard_life_situation d WHERE d.child IN (SELECT child FROM touched))
  ORDER BY s.id FOR UPDATE`;

interface Duplicate {
  readonly id: string;
  readonly duplicateOf: string | null | undefined;
}

const DUPLICATES = rowSet<Duplicate>()({ id: 'uuid', duplicateOf: 'uuid' });

const CLOSE = `UPDATE hard_life_situation s SET state = 'CLOSED', closing_reason = 'DUPLICATE',
    duplicate_of = d.duplicate_of, closed_at = coalesce(s.closed_at, $1), version = s.version + 1
  FROM ${DUPLICATES.from('d', 2)} WHERE s.id = d.id`;

interface Reopened {
  readonly id: string;
  readonly state: SituationState;
}

const REOPENED = rowSet<Reopened>()({ id: 'uuid', state: 'text' });

const REOPEN = `UPDATE hard_life_situation s SET state = r.state, closing_reason = NULL, duplicate_of = NULL,
    closed_at = NULL, version = s.version + 1
  FROM ${REOPENED.from('r')} WHERE s.id = r.id`;

/**
 * Of several open situations of one child, one runs on and the others are closed as duplicates. Those that were closed
 * so, but whose child is another one after all, go on as they were. Nothing of them is lost meanwhile: each keeps its
 * findings, its assessment and the dates that are due.
 */
export async function settleDuplicates(situationIds: readonly string[]): Promise<void> {
  const { sql, now } = tx();
  const situations = await sql<Situation>(OF_CHILDREN, [situationIds]);
  const becomes = duplicatesAmong(situations);
  const changed = (of: (id: string | null) => boolean) =>
    situations.filter(({ id }) => becomes.has(id) && of(becomes.get(id) ?? null));
  const closed = changed((of) => of !== null);
  const reopened = changed((of) => of === null);
  await cancelDeadlines(closed.filter(({ open }) => open));
  await sql(CLOSE, [now, ...DUPLICATES.values(closed.map(({ id }) => ({ id, duplicateOf: becomes.get(id) })))]);
  await sql(
    REOPEN,
    REOPENED.values(reopened.map(({ id, assessedAt }) => ({ id, state: stateReopened(assessedAt !== null) }))),
  );
  await reopenDeadlines(reopened);
  note(closed, 'SITUATION_CLOSED_AS_DUPLICATE');
  note(reopened, 'SITUATION_REOPENED');
}

async function cancelDeadlines(closed: readonly Situation[]): Promise<void> {
  const running = await tx().sql<{ id: string; kind: string }>(
    `SELECT subject_id AS id, kind FROM deadline
     WHERE subject_id = ANY ($1::uuid[]) AND state IN ('PENDING', 'SUSPENDED', 'PARKED')`,
    [closed.map(({ id }) => id)],
  );
  for (const kind of kindsOf(benefitsDeadlines())) {
    for (const { id } of running.filter((one) => one.kind === kind.kind)) {
      await cancelDeadline({ kind, subjectId: id, why: 'closed as a duplicate' });
    }
  }
}

/**
 * A deadline that had lapsed before the closing does not lapse again; the others are opened with the dates that they
 * had.
 */
async function reopenDeadlines(reopened: readonly Situation[]): Promise<void> {
  const deadlines = [
    [HARD_LIFE_ASSESSMENT, 'dueAt', 'overdueSince'],
    [HARD_LIFE_REVIEW, 'reviewDueAt', 'reviewOverdueSince'],
    [HARD_LIFE_OBJECTION, 'objectionDueAt', 'objectionOverdueSince'],
  ] as const;
  for (const [kind, due, overdue] of deadlines) {
    await openDeadlines(
      kind,
      reopened.flatMap(({ id, territory, [due]: dueAt, [overdue]: since }) =>
        dueAt === null || since?.equals(dueAt)
          ? []
          : [{ subject: { type: 'HardLifeSituation', id }, territory, dueAt }],
      ),
    );
  }
}

const note = (situations: readonly Situation[], change: string): void =>
  recordChanges(
    situations.map(({ id, foundChild, familyKnows }) => ({
      person: foundChild,
      subjectType: 'HardLifeSituation',
      subjectId: id,
      change,
      withheld: !familyKnows,
    })),
  );
