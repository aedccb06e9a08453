import { publishMany } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';

export interface Merge {
  readonly id: string;
  readonly kept: string;
  readonly withheld: boolean;
}

/**
 * Merges the persons of these notifications if that was decided and both are known. Called after a decision, after a
 * birth was recorded and after a child was identified, in whichever order they come. Nothing happens twice.
 */
export async function mergeNotifiedPersons(notificationIds: readonly string[]): Promise<void> {
  const { sql, now } = tx();
  const merges = await sql<Merge>('SELECT * FROM merge_notified_persons($1::uuid[])', [notificationIds]);
  recordMerges(merges, 'PERSON_MERGED');
  await publishMany(
    merges.map(({ id, kept, withheld }) => ({
      type: 'PersonMerged' as const,
      subjectId: id,
      payload: { personId: id, keptPersonId: kept, mergedAt: now.toString(), withheld },
    })),
  );
}

/** Says in the trail of both persons that they are, or no longer are, one. */
export function recordMerges(merges: readonly Merge[], change: 'PERSON_MERGED' | 'PERSON_MERGE_UNDONE'): void {
  recordChanges(
    merges.flatMap(({ id, kept, withheld }) =>
      [id, kept].map((person) => ({ person, subjectType: 'Person', subjectId: person, change, withheld })),
    ),
  );
}
