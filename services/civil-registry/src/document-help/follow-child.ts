import { listed } from '@kamkor/database';
import { cancelOpenDeadlines, type DeadlineMove, moveAllDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { STANDINGS, type Standing } from '../child-standing/standing.js';
import { OPEN_HELP_STATES } from '../rules/document-help/states.js';
import { DOCUMENT_HELP } from './document-help-deadlines.js';

const OPEN = listed(OPEN_HELP_STATES);

/** The request forgets a mother from whom the child is withheld, and knows her again when she has the child again. */
const FOLLOW = `UPDATE document_help_request h SET version = h.version + 1, withheld = s.withheld,
    territory = CASE WHEN h.state IN ${OPEN} THEN s.territory ELSE h.territory END,
    parent_person = CASE WHEN s.withheld THEN NULL WHEN h.parent = 'MOTHER' THEN coalesce(h.parent_person, r.mother) END
  FROM ${STANDINGS.from('s')}
  LEFT JOIN birth_record r USING (notification_id)
  WHERE h.notification_id = s.notification_id
    AND (h.withheld <> s.withheld OR (h.state IN ${OPEN} AND h.territory <> s.territory))
  RETURNING h.id AS "subjectId", h.territory, h.parent_person AS person`;

const WITHDRAW = `UPDATE document_help_request SET state = 'WITHDRAWN', ended_at = $2, due_at = NULL, version = version + 1
  WHERE notification_id = ANY ($1::uuid[]) AND state IN ${OPEN} RETURNING id, parent_person AS person`;

/**
 * Requests follow the child: to the office of the place where it lives now, out of its mother's sight or back into it.
 */
export async function followHelp(standings: readonly Standing[]): Promise<void> {
  await moveAllDeadlines(await tx().sql<DeadlineMove>(FOLLOW, STANDINGS.values(standings)));
}

/** The child has died: nobody asks its parents for papers any more, and no log tells them why. */
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

/** The child was identified only after the visit that found its parents without a document. */
export const nameChildOnHelp = ({ notificationId, childId }: { notificationId: string; childId: string | null }) =>
  tx().sql('UPDATE document_help_request SET child = $2 WHERE notification_id = $1 AND child IS NULL', [
    notificationId,
    childId,
  ]);
