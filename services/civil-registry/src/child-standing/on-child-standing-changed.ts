import { listed } from '@kamkor/database';
import { lockDeadlines, moveDeadlines } from '@kamkor/deadlines';
import type { EventPayload } from '@kamkor/events';
import { publishMany, type ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { childRecorded, type RecordedChild } from '../birth-record/child-recorded.js';
import { followHelp, withdrawHelp } from '../document-help/follow-child.js';
import { UNREGISTERED_STATES } from '../rules/birth-record/states.js';
import { hearStandings, STANDINGS, type Standing } from './standing.js';

const DEADLINE_SUBJECTS = `SELECT id FROM birth_record WHERE notification_id = ANY ($1::uuid[])
  UNION ALL SELECT id FROM document_help_request WHERE notification_id = ANY ($1::uuid[])`;

/** Changes record and person at once. The record of a registered birth stays with the office that registered it. */
const FOLLOW = `WITH stated AS (
    SELECT s.withheld, s.territory, r.id, r.child, r.withheld_from_mother <> s.withheld AS cared,
      CASE WHEN r.state IN ${listed(UNREGISTERED_STATES)} THEN s.territory ELSE r.territory END AS kept_in
    FROM ${STANDINGS.from('s')} JOIN birth_record r USING (notification_id)
  ), person AS (
    UPDATE person p SET withheld_from_mother = s.withheld, territory = s.territory, version = p.version + 1 FROM stated s
    WHERE p.id = s.child AND (p.withheld_from_mother, p.territory) IS DISTINCT FROM (s.withheld, s.territory)
  )
  UPDATE birth_record r SET withheld_from_mother = s.withheld, territory = s.kept_in, version = r.version + 1 FROM stated s
  WHERE r.id = s.id AND (s.cared OR r.territory <> s.kept_in)
  RETURNING r.id, r.territory, r.notification_id AS "notificationId", r.child AS "childId", r.mother AS "motherId",
    r.registry_state AS "registryState", r.withheld_from_mother AS "withheldFromMother", s.cared`;

/**
 * Somebody else cares for a child, or its parents do again; it is watched elsewhere, or it has died. From then on its
 * mother no longer sees it, or sees it again; the registrar of the place where it lives now goes on with its papers,
 * and help with documents follows it. The registration of a child who has died goes on: what was applied for is still
 * owed.
 */
export async function onChildStandingChanged(
  events: readonly ReadEvent<EventPayload<'ChildStandingChanged'>>[],
): Promise<void> {
  const { sql } = tx();
  const standings = events.map(
    ({ payload: { careStatus, ...said } }): Standing => ({ ...said, withheld: careStatus !== 'WITH_PARENTS' }),
  );
  const notificationIds = standings.map(({ notificationId }) => notificationId);
  await hearStandings(standings);
  await lockDeadlines((await sql<{ id: string }>(DEADLINE_SUBJECTS, [notificationIds])).map(({ id }) => id));
  const changed = await sql<RecordedChild & { readonly territory: string; readonly cared: boolean }>(
    FOLLOW,
    STANDINGS.values(standings),
  );
  await moveDeadlines(changed.map(({ id, territory }) => ({ subjectId: id, territory })));
  await followHelp(standings);
  await withdrawHelp(standings.filter(({ died }) => died).map(({ notificationId }) => notificationId));
  const cared = changed.filter((record) => record.cared);
  recordChanges(
    changed.map(({ id, childId, cared: care, withheldFromMother }) => ({
      person: childId,
      subjectType: 'BirthRecord',
      subjectId: id,
      change: care ? 'CARE_STATUS_STATED' : 'BIRTH_RECORD_MOVED',
      withheld: care || withheldFromMother,
    })),
  );
  // Births is told again who the mother is, or that none may be named.
  await publishMany(cared.map(childRecorded));
}
