import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { COLUMNS, type Deadline } from './deadline.js';
import { type DeadlineKind, isWithheld } from './kind.js';
import { nameSubjects } from './named-subjects.js';
import { type Settlement, settle } from './settle.js';

export interface Fact {
  readonly subjectId: string;
  /** When it happened, not when it was learnt. */
  readonly factAt: Temporal.Instant;
}

export interface Settled {
  readonly subjectId: string;
  readonly deadlineId: string;
  readonly settlement: Settlement;
}

const OF_SUBJECTS = `SELECT ${COLUMNS} FROM unnest($2::uuid[]) AS s(id) JOIN deadline d ON d.subject_id = s.id
  WHERE d.kind = $1`;
const LOCK_OPEN = `${OF_SUBJECTS} AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED') ORDER BY d.id FOR UPDATE OF d`;
const LOCK_LAPSED = `${OF_SUBJECTS} AND d.state = 'LAPSED' AND d.fact_at IS NULL ORDER BY d.id FOR UPDATE OF d`;

const END = `UPDATE deadline d SET state = 'MET', ended_at = $1, fact_at = e.fact_at, learnt_late = (d.state = 'LAPSED'),
    suspended_at = NULL, retry_at = NULL, error = NULL, version = d.version + 1
  FROM unnest($2::uuid[], $3::timestamptz[]) AS e(id, fact_at) WHERE d.id = e.id`;

const NOTE_LATE = `UPDATE deadline d SET fact_at = e.fact_at, version = d.version + 1
  FROM unnest($1::uuid[], $2::timestamptz[]) AS e(id, fact_at) WHERE d.id = e.id`;

/** What {@link meetDeadlines} says of one subject; empty where the kind has no deadline there that is still open or lapsed. */
export async function meetDeadline(fact: Fact & { readonly kind: DeadlineKind }): Promise<Settled[]> {
  return await meetDeadlines(fact.kind, [fact]);
}

/**
 * Says that what the deadlines waited for has happened. In time: MET, and a lapse is taken back (MET, learnt late) with
 * the kind's `takeBack`, every link of a chain that fell due after the fact. Too late: the deadline keeps its state with
 * `factAt` noted, so that a sweep that is behind still lapses it. Facts about subjects without a deadline change nothing.
 */
export async function meetDeadlines(kind: DeadlineKind, facts: readonly Fact[]): Promise<Settled[]> {
  if (facts.length === 0) return [];
  const factAt = new Map(facts.map((fact) => [fact.subjectId, fact.factAt]));
  const subjects = [...factAt.keys()].sort();
  await nameSubjects(subjects);
  // Open ones first: one that a sweep is just lapsing is then found among the lapsed.
  const open = await tx().sql<Deadline>(LOCK_OPEN, [kind.kind, subjects]);
  const lapsed = await tx().sql<Deadline>(LOCK_LAPSED, [kind.kind, subjects]);

  const settled = [...open, ...lapsed].map((deadline) => {
    const at = factAt.get(deadline.subjectId)!;
    return { deadline, at, settlement: settle(deadline, at) };
  });
  const ended = settled.filter(({ settlement }) => settlement !== 'LATE');
  const late = settled.filter(({ settlement, deadline }) => settlement === 'LATE' && deadline.factAt === null);
  const ids = (some: typeof settled) => some.map(({ deadline }) => deadline.id);
  const instants = (some: typeof settled) => some.map(({ at }) => at);
  if (ended.length > 0) await tx().sql(END, [tx().now, ids(ended), instants(ended)]);
  if (late.length > 0) await tx().sql(NOTE_LATE, [ids(late), instants(late)]);

  const takenBack = ended.filter(({ settlement }) => settlement === 'TAKEN_BACK');
  if (takenBack.length > 0) await takeBack(kind, takenBack);
  return settled.map(({ deadline: { subjectId, id }, settlement }) => ({ subjectId, deadlineId: id, settlement }));
}

async function takeBack(kind: DeadlineKind, taken: readonly { deadline: Deadline; at: Temporal.Instant }[]) {
  const batch = taken.map(({ deadline, at }) => ({
    ...deadline,
    state: 'MET' as const,
    factAt: at,
    learntLate: true,
    endedAt: tx().now,
    version: deadline.version + 1,
  }));
  recordChanges(
    batch.map((deadline) => ({
      person: deadline.person,
      subjectType: deadline.subjectType,
      subjectId: deadline.subjectId,
      change: `DEADLINE_TAKEN_BACK:${kind.kind}`,
      rule: deadline.regulation,
      withheld: isWithheld(kind, deadline),
    })),
  );
  await kind.takeBack?.(batch);
}
