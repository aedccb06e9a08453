import { rowSet, tx } from '@kamkor/persistence';
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

const FACTS = rowSet<Fact>()({ subjectId: 'uuid', factAt: 'timestamptz' });

const OF_SUBJECTS = `SELECT ${COLUMNS} FROM ${FACTS.from('s', 2)} JOIN deadline d ON d.subject_id = s.subject_id
  WHERE d.kind = $1`;
const LOCK_OPEN = `${OF_SUBJECTS} AND d.filed_under IS NULL AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED')`;
const LOCK_LAPSED = `${OF_SUBJECTS} AND d.state = 'LAPSED' AND (d.fact_at IS NULL OR d.fact_at > s.fact_at)`;
const OVERTAKEN = 'AND d.fact_at > s.fact_at';
const IN_ORDER = 'ORDER BY d.id FOR UPDATE OF d';

interface FactOfDeadline {
  readonly id: string;
  readonly factAt: Temporal.Instant;
  readonly filedUnder: Temporal.PlainDate | null;
}

const OF_DEADLINES = rowSet<FactOfDeadline>()({ id: 'uuid', factAt: 'timestamptz', filedUnder: 'date' });

const END = `UPDATE deadline d SET state = 'MET', ended_at = $1, fact_at = e.fact_at, learnt_late = (d.state = 'LAPSED'),
    suspended_at = NULL, retry_at = NULL, error = NULL, version = d.version + 1
  FROM ${OF_DEADLINES.from('e', 2)} WHERE d.id = e.id`;

const NOTE_LATE = `UPDATE deadline d SET fact_at = e.fact_at, version = d.version + 1
  FROM ${OF_DEADLINES.from('e')} WHERE d.id = e.id`;

/** Where a row is, it stays: a filed one is changed in the table of its month, the others in the current one. */
const CURRENT = 'AND d.filed_under IS NULL';
const FILED = 'AND d.filed_under = e.filed_under';

/** What {@link meetDeadlines} says of one subject; empty where the kind has no deadline there that is still open or lapsed. */
export async function meetDeadline(fact: Fact & { readonly kind: DeadlineKind }): Promise<Settled[]> {
  return await meetDeadlines(fact.kind, [fact]);
}

/**
 * The same for a fact that is learnt of after a later one, from which a chain goes on already: only what that one came too
 * late for is settled anew, and what runs since is left alone.
 */
export async function meetByEarlierFact(fact: Fact & { readonly kind: DeadlineKind }): Promise<Settled[]> {
  return await settleAll(fact.kind, [fact], OVERTAKEN);
}

/**
 * Says that what the deadlines waited for has happened. In time: MET, and a lapse is taken back (MET, learnt late) with
 * the kind's `takeBack`, every link of a chain that fell due after the fact. Too late: the deadline keeps its state with
 * `factAt` noted, so that a sweep that is behind still lapses it; an earlier fact that is learnt of afterwards may still be in
 * time. Facts about subjects without a deadline change nothing.
 */
export async function meetDeadlines(kind: DeadlineKind, facts: readonly Fact[]): Promise<Settled[]> {
  return await settleAll(kind, facts, '');
}

async function settleAll(kind: DeadlineKind, told: readonly Fact[], which: string): Promise<Settled[]> {
  if (told.length === 0) return [];
  const factAt = new Map(told.map((fact) => [fact.subjectId, fact.factAt]));
  const subjects = [...factAt.keys()].sort();
  await nameSubjects(subjects);
  // Open ones first: one that a sweep is just lapsing is then found among the lapsed.
  const values = [
    kind.kind,
    ...FACTS.values(subjects.map((subjectId) => ({ subjectId, factAt: factAt.get(subjectId)! }))),
  ];
  const open = await tx().sql<Deadline>(`${LOCK_OPEN} ${which} ${IN_ORDER}`, values);
  const lapsed = await tx().sql<Deadline>(`${LOCK_LAPSED} ${which} ${IN_ORDER}`, values);

  const settled = [...open, ...lapsed].map((deadline) => {
    const at = factAt.get(deadline.subjectId)!;
    return { deadline, at, settlement: settle(deadline, at) };
  });
  const ended = settled.filter(({ settlement }) => settlement !== 'LATE');
  const late = settled.filter(({ settlement, deadline, at }) => settlement === 'LATE' && isFirst(at, deadline.factAt));
  await write(END, [tx().now], ended);
  await write(NOTE_LATE, [], late);

  const takenBack = ended.filter(({ settlement }) => settlement === 'TAKEN_BACK');
  if (takenBack.length > 0) await takeBack(kind, takenBack);
  return settled.map(({ deadline: { subjectId, id }, settlement }) => ({ subjectId, deadlineId: id, settlement }));
}

async function write(
  statement: string,
  values: readonly unknown[],
  settled: readonly { readonly deadline: Deadline; readonly at: Temporal.Instant }[],
): Promise<void> {
  const isFiled = ({ deadline }: { readonly deadline: Deadline }) => deadline.filedUnder !== null;
  for (const [some, where] of [
    [settled.filter((one) => !isFiled(one)), CURRENT],
    [settled.filter(isFiled), FILED],
  ] as const) {
    if (some.length === 0) continue;
    const facts = some.map(({ deadline: { id, filedUnder }, at }) => ({ id, factAt: at, filedUnder }));
    await tx().sql(`${statement} ${where}`, [...values, ...OF_DEADLINES.values(facts)]);
  }
}

const isFirst = (at: Temporal.Instant, known: Temporal.Instant | null): boolean =>
  known === null || Temporal.Instant.compare(at, known) < 0;

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
