import { openDeadlines } from '@kamkor/deadlines';
import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import type { Law } from '../law.js';
import { DOCUMENT_HELP_TERM, stepDue } from '../rules/terms.js';
import { DOCUMENT_HELP } from './document-help-deadline.js';

interface Opened {
  readonly id: string;
  readonly person: string | null;
  readonly territory: string;
  readonly withheld: boolean;
}

/** The same visit told twice, and a later visit that finds the same while help is under way, open nothing. */
const OPEN = `
INSERT INTO document_help_request (visit_id, notification_id, child, parent, parent_person, document, territory, withheld,
  found_at, opened_at, due_at)
SELECT f.*, $1, $2 FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::uuid[], $8::text[], $9::text[],
  $10::boolean[], $11::timestamptz[]) AS f
ON CONFLICT DO NOTHING
RETURNING id, parent_person AS person, territory, withheld`;

/** Visits found that parents lack documents: each becomes a request with its term. */
export const onParentDocumentLacking =
  (law: Law) =>
  async (events: readonly ReadEvent<EventPayload<'ParentDocumentLacking'>>[]): Promise<void> => {
    const { now, sql } = tx();
    const { dueAt, regulation } = stepDue(DOCUMENT_HELP_TERM, now, law);
    const found = events.map(({ payload }) => payload);
    const opened = await sql<Opened>(OPEN, [
      now,
      dueAt,
      found.map(({ visitId }) => visitId),
      found.map(({ notificationId }) => notificationId),
      found.map(({ personId }) => personId),
      found.map(({ parent }) => parent),
      found.map(({ parentPersonId, withheld }) => (withheld ? null : parentPersonId)),
      found.map(({ document }) => document),
      found.map(({ territory }) => territory),
      found.map(({ withheld }) => withheld),
      found.map(({ foundAt }) => foundAt),
    ]);
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
  };
