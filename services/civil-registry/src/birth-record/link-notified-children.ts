import { publishMany } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { legalDate } from '@kamkor/time';
import { recordChanges } from '@kamkor/trail';
import type { Law } from '../rules/law.js';
import { motherAges } from '../rules/person/mother-age.js';
import { childRecorded, type RecordedChild } from './child-recorded.js';

/**
 * The registry comes to know a mother after her child: a notification from any territory had named her by her
 * identifier, and her age allows it. Births is told; the registrar who entered her learns nothing of it.
 */
export async function linkNotifiedChildren(
  mother: string,
  bornOn: Temporal.PlainDate,
  { book, calendar }: Law,
): Promise<void> {
  const { least, greatest } = motherAges(book, legalDate(tx().now, calendar));
  const linked = await tx().sql<RecordedChild>('SELECT * FROM link_notified_children($1, $2, $3)', [
    mother,
    bornOn.add({ years: least }),
    bornOn.add({ years: greatest + 1 }).subtract({ days: 1 }),
  ]);
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
