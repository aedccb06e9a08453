import { randomUUIDv7 } from 'node:crypto';
import { tx } from '@kamkor/persistence';
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

const INSERT = `INSERT INTO deadline (id, kind, subject_type, subject_id, person, territory, owner, binds, regulation,
    regulation_from, opened_at, due_at, outer_limit, round)
  SELECT id, $1, subject_type, subject_id, person, territory, owner, $2, regulation, regulation_from, $3::timestamptz,
    due_at, outer_limit, round
  FROM unnest($4::uuid[], $5::text[], $6::uuid[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::date[],
    $12::timestamptz[], $13::timestamptz[], $14::int[])
    AS o(id, subject_type, subject_id, person, territory, owner, regulation, regulation_from, due_at, outer_limit, round)`;

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
  const ids = deadlines.map(() => randomUUIDv7());
  await tx().sql(INSERT, [
    kind.kind,
    kind.binds,
    tx().now,
    ids,
    deadlines.map(({ subject }) => subject.type),
    deadlines.map(({ subject }) => subject.id),
    deadlines.map(({ person }) => person ?? null),
    deadlines.map(({ territory }) => territory),
    deadlines.map(({ owner }) => owner ?? null),
    deadlines.map(({ regulation }) => regulation?.code ?? kind.regulation),
    deadlines.map(({ regulation }) => regulation?.validFrom ?? null),
    deadlines.map(({ dueAt }) => dueAt),
    deadlines.map(({ outerLimit }) => outerLimit ?? null),
    deadlines.map(({ round }) => round ?? 1),
  ]);
  await announce(deadlines.map(({ dueAt }) => dueAt));
  return ids;
}
