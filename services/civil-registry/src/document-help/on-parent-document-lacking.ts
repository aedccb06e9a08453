import { openDeadlines } from '@kamkor/deadlines';
import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { rowSet, tx } from '@kamkor/persistence';
import { stepDue } from '@kamkor/regulations';
import { recordChanges } from '@kamkor/trail';
import { type Standing, standingsOf } from '../child-standing/standing.js';
import { documentHelpTerm } from '../rules/document-help/term.js';
import type { Law } from '../rules/law.js';
import { DOCUMENT_HELP } from './document-help-deadlines.js';

type Lacking = EventPayload<'ParentDocumentLacking'>;

interface Opened {
  readonly id: string;
  readonly person: string | null;
  readonly territory: string;
  readonly withheld: boolean;
}

const LACKING = rowSet<Lacking>()({
  visitId: 'uuid',
  notificationId: 'uuid',
  personId: 'uuid',
  parent: 'text',
  parentPersonId: 'uuid',
  document: 'text',
  territory: 'text',
  withheld: 'boolean',
  foundAt: 'timestamptz',
});

/** A visit that is told twice opens nothing, nor does a later visit that finds the same while help is under way. */
const OPEN = `
INSERT INTO document_help_request (visit_id, notification_id, child, parent, parent_person, document, territory, withheld,
  found_at, opened_at, due_at)
SELECT f.visit_id, f.notification_id, coalesce(f.person_id, r.child), f.parent,
  CASE WHEN f.withheld THEN NULL WHEN f.parent = 'MOTHER' THEN coalesce(f.parent_person_id, r.mother)
    ELSE f.parent_person_id END,
  f.document, f.territory, f.withheld, f.found_at, $1, $2
FROM ${LACKING.from('f', 3)}
LEFT JOIN birth_record r ON r.notification_id = f.notification_id
ON CONFLICT DO NOTHING
RETURNING id, parent_person AS person, territory, withheld`;

/**
 * Visits found that parents lack documents. Each finding becomes a request with a deadline, in the place where the
 * child is now, not where it was at the visit. If visit and registry disagree about whether the mother may learn of it,
 * the stricter holds.
 */
export async function onParentDocumentLacking(events: readonly ReadEvent<Lacking>[], law: Law): Promise<void> {
  const { now, sql } = tx();
  const { dueAt, regulation } = stepDue(documentHelpTerm, now, law);
  const found = await asTheyStand(events.map(({ payload }) => payload));
  const opened = await sql<Opened>(OPEN, [now, dueAt, ...LACKING.values(found)]);
  await openDeadlines(
    DOCUMENT_HELP,
    opened.map(({ id, person, territory }) => ({
      subject: { type: 'DocumentHelpRequest', id },
      person,
      territory,
      dueAt,
      regulation,
    })),
  );
  recordChanges(
    opened.map(({ id, person, withheld }) => ({
      person,
      subjectType: 'DocumentHelpRequest',
      subjectId: id,
      change: 'DOCUMENT_HELP_OPENED',
      withheld,
    })),
  );
}

async function asTheyStand(told: readonly Lacking[]): Promise<Lacking[]> {
  const standings = await standingsOf(told);
  return told.flatMap((lacking) => {
    const { territory, withheld, died } = standings.get(lacking.notificationId) as Standing;
    return died ? [] : [{ ...lacking, territory, withheld: lacking.withheld || withheld }];
  });
}
