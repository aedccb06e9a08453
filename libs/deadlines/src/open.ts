import { randomUUIDv7 } from 'node:crypto';
import { rowSet, tx } from '@kamkor/persistence';
import { announce } from './announce.js';
import type { DeadlineKind } from './kind.js';

export interface DeadlineToOpen {
  readonly subject: { readonly type: string; readonly id: string };
  readonly person?: string | null;
  readonly territory: string;
  readonly owner?: string | null;
  readonly dueAt: Temporal.Instant;
  /** Neither suspension nor extension goes beyond it. */
  readonly outerLimit?: Temporal.Instant | null;
  /** The regulation's value that was used; the kind's own code where none is given. */
  readonly regulation?: { readonly code: string; readonly validFrom: Temporal.PlainDate };
  /** Which link of a chain this is; 1 by default. */
  readonly round?: number;
}

interface Row extends Pick<DeadlineToOpen, 'person' | 'territory' | 'owner' | 'dueAt' | 'outerLimit'> {
  readonly id: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly regulation: string;
  readonly regulationFrom: Temporal.PlainDate | undefined;
  readonly round: number;
}

const OPENED = rowSet<Row>()({
  id: 'uuid',
  subjectType: 'text',
  subjectId: 'uuid',
  person: 'uuid',
  territory: 'text',
  owner: 'text',
  regulation: 'text',
  regulationFrom: 'date',
  dueAt: 'timestamptz',
  outerLimit: 'timestamptz',
  round: 'int',
});

const INSERT = `INSERT INTO deadline (${OPENED.columns}, kind, binds, opened_at)
  SELECT ${OPENED.columns}, $1, $2, $3::timestamptz FROM ${OPENED.from('o', 4)}`;

/**
 * Starts the clock of one promise in the transaction of the fact that starts it. Gives the deadline's id.
 * A second open one of that kind for the subject breaks the constraint `deadline_one_open`.
 */
export async function openDeadline(deadline: DeadlineToOpen & { readonly kind: DeadlineKind }): Promise<string> {
  return (await openDeadlines(deadline.kind, [deadline]))[0]!;
}

/** The same for a batch, in one statement. Gives the ids in the order of the input. */
export async function openDeadlines(kind: DeadlineKind, deadlines: readonly DeadlineToOpen[]): Promise<string[]> {
  if (deadlines.length === 0) return [];
  const rows = deadlines.map(({ subject, regulation, ...deadline }) => ({
    ...deadline,
    id: randomUUIDv7(),
    subjectType: subject.type,
    subjectId: subject.id,
    regulation: regulation?.code ?? kind.regulation,
    regulationFrom: regulation?.validFrom,
    round: deadline.round ?? 1,
  }));
  await tx().sql(INSERT, [kind.kind, kind.binds, tx().now, ...OPENED.values(rows)]);
  await announce(deadlines.map(({ dueAt }) => dueAt));
  return rows.map(({ id }) => id);
}
