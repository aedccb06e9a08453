import { describeErrorShortly } from '@kamkor/errors';
import { savepoint, tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import type { Deadline } from '../deadline.js';
import { type DeadlineKind, isWithheld } from '../kind.js';
import { isSystemic } from './systemic.js';

/** One that stood still ends by its outer limit: facts are measured against that from then on. */
const DUE_AT = `due_at = CASE WHEN state = 'SUSPENDED' THEN outer_limit ELSE due_at END`;

const MARK = `UPDATE deadline SET state = 'LAPSED', ended_at = $1, ${DUE_AT}, suspended_at = NULL, retry_at = NULL, error = NULL,
    version = version + 1 WHERE id = ANY ($2::uuid[]) AND filed_under IS NULL`;

/** First wait 5 s, doubled each time, at most an hour; by the real clock, for it is our fault that lasts. */
const PARK = `UPDATE deadline SET state = 'PARKED', ${DUE_AT}, suspended_at = NULL, error = $2, attempts = attempts + 1,
    retry_at = clock_timestamp() + make_interval(secs => least(3600, 5 * 2 ^ least(attempts, 12))),
    version = version + 1 WHERE id = $1 AND filed_under IS NULL`;

export interface Lapsed {
  lapsed: Deadline[];
  parked: Deadline[];
}

/**
 * Lapses claimed deadlines of one kind with their reaction, events and trail. If the batch fails it is halved, again
 * and again, until the one at fault is alone: that one is PARKED and the others lapse. Throws if the fault is
 * nobody's (see systemic.ts); then the whole batch is as it was.
 */
export async function lapseOrPark(
  kind: DeadlineKind,
  batch: readonly Deadline[],
  onError: (error: unknown) => void,
): Promise<Lapsed> {
  try {
    await savepoint(() => lapse(kind, batch));
    return { lapsed: [...batch], parked: [] };
  } catch (error) {
    // A full disk must not park thousands; and a transaction that is gone proves nobody's fault.
    if (isSystemic(error)) throw error;
    await tx().sql('SELECT 1');
    if (batch.length === 1) {
      onError(error);
      await tx().sql(PARK, [batch[0]!.id, describeErrorShortly(error)]);
      return { lapsed: [], parked: [...batch] };
    }
    const half = Math.ceil(batch.length / 2);
    const first = await lapseOrPark(kind, batch.slice(0, half), onError);
    const second = await lapseOrPark(kind, batch.slice(half), onError);
    return { lapsed: [...first.lapsed, ...second.lapsed], parked: [...first.parked, ...second.parked] };
  }
}

async function lapse(kind: DeadlineKind, batch: readonly Deadline[]): Promise<void> {
  const endedAt = tx().now;
  await tx().sql(MARK, [endedAt, batch.map(({ id }) => id)]);
  recordChanges(
    batch.map((deadline) => ({
      person: deadline.person,
      subjectType: deadline.subjectType,
      subjectId: deadline.subjectId,
      change: `DEADLINE_LAPSED:${kind.kind}`,
      rule: deadline.regulation,
      withheld: isWithheld(kind, deadline),
    })),
  );
  await kind.lapse(
    batch.map((deadline) => ({
      ...deadline,
      state: 'LAPSED',
      endedAt,
      dueAt: deadline.state === 'SUSPENDED' ? deadline.outerLimit! : deadline.dueAt,
      suspendedAt: null,
      retryAt: null,
      error: null,
      version: deadline.version + 1,
    })),
  );
}
