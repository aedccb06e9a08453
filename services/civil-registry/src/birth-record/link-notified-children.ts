import { publishMany } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { childRecorded, type RecordedChild } from './child-recorded.js';

/**
 * A mother became known to the registry after her child: a notification, of whatever territory, had named her by her
 * identifier. Births is told; the registrar who entered her learns nothing of it.
 */
export async function linkNotifiedChildren(mother: string): Promise<void> {
  const linked = await tx().sql<RecordedChild>('SELECT * FROM link_notified_children($1)', [mother]);
  recordChanges(
    linked.map(({ id, childId, withheldFromMother }) => ({
      person: childId,
      subjectType: 'BirthRecord',
      subjectId: id,
      change: 'MOTHER_LINKED',
      withheld: withheldFromMother,
    })),
  );
  await publishMany(linked.map(childRecorded));
}
