import { cancelOpenDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import type { Standing } from '../child-standing/standing.js';
import { DOCUMENT_HELP } from './document-help-deadlines.js';

const OPEN = `('OPEN', 'IN_PROGRESS')`;

/** A mother from whom the child is withheld is forgotten; one who has it again is known again. */
const FOLLOW = `UPDATE document_help_request h SET version = h.version + 1, withheld = s.withheld,
    territory = CASE WHEN h.state IN ${OPEN} THEN s.territory ELSE h.territory END,
    parent_person = CASE WHEN s.withheld THEN NULL WHEN h.parent = 'MOTHER' THEN coalesce(h.parent_person, r.mother) END
  FROM unnest($1::uuid[], $2::text[], $3::boolean[]) AS s(notification_id, territory, withheld)
  LEFT JOIN birth_record r USING (notification_id)
  WHERE h.notification_id = s.notification_id
    AND (h.withheld <> s.withheld OR (h.state IN ${OPEN} AND h.territory <> s.territory))
  RETURNING h.id`;

/** A clock is seen by its person also after it has ended. */
const FOLLOW_CLOCKS = `UPDATE deadline d SET territory = h.territory, person = h.parent_person, version = d.version + 1
  FROM document_help_request h WHERE h.id = ANY ($1::uuid[]) AND d.subject_id = h.id
    AND (d.territory, d.person) IS DISTINCT FROM (h.territory, h.parent_person)`;

const WITHDRAW = `UPDATE document_help_request SET state = 'WITHDRAWN', ended_at = $2, due_at = NULL, version = version + 1
  WHERE notification_id = ANY ($1::uuid[]) AND state IN ${OPEN} RETURNING id, parent_person AS person`;

/** Requests go with the child: to the office where it lives now, away from the mother's sight or back into it. */
export async function followHelp(standings: readonly Standing[]): Promise<void> {
  const { sql } = tx();
  const followed = await sql<{ id: string }>(FOLLOW, [
    standings.map(({ notificationId }) => notificationId),
    standings.map(({ territory }) => territory),
    standings.map(({ withheld }) => withheld),
  ]);
  await sql(FOLLOW_CLOCKS, [followed.map(({ id }) => id)]);
}

/** The child has died: its parents are asked for no paper any more, and no log tells them so. */
export async function withdrawHelp(notificationIds: readonly string[]): Promise<void> {
  const withdrawn = await tx().sql<{ id: string; person: string | null }>(WITHDRAW, [notificationIds, tx().now]);
  await cancelOpenDeadlines(
    [DOCUMENT_HELP],
    withdrawn.map(({ id }) => id),
    'the child has died',
  );
  recordChanges(
    withdrawn.map(({ id, person }) => ({
      person,
      subjectType: 'DocumentHelpRequest',
      subjectId: id,
      change: 'DOCUMENT_HELP_WITHDRAWN',
      withheld: true,
    })),
  );
}

/** The child was identified after the visit that found its parents lacking a document. */
export const nameChildOnHelp = ({ notificationId, childId }: { notificationId: string; childId: string | null }) =>
  tx().sql('UPDATE document_help_request SET child = $2 WHERE notification_id = $1 AND child IS NULL', [
    notificationId,
    childId,
  ]);
