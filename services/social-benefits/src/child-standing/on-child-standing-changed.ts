import { cancelOpenDeadlines } from '@kamkor/deadlines';
import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { kindsOf } from '@kamkor/service-kit';
import { recordChanges } from '@kamkor/trail';
import { benefitsDeadlines } from '../deadlines.js';
import { followDeadlines, lockDeadlinesOf } from '../hard-life-situation/follow-deadlines.js';
import { APART, oneAfterTheOther } from '../hard-life-situation/merges.js';
import { hearStandings, STANDINGS, type Standing } from './standing.js';

const FOLLOW = `UPDATE hard_life_situation s SET version = s.version + 1, found_apart = f.apart,
    apart_from_parents = ${APART('s.child', 'f.apart')},
    found_mother = CASE WHEN NOT f.apart THEN s.found_mother END,
    mother = CASE WHEN NOT ${APART('s.child', 'f.apart')} THEN s.mother END,
    territory = CASE WHEN s.state = 'CLOSED' THEN s.territory ELSE f.territory END
  FROM ${STANDINGS.from('f')}
  WHERE s.notification_id = f.notification_id
    AND (s.found_apart <> f.apart OR (s.state <> 'CLOSED' AND s.territory <> f.territory))
  RETURNING s.id, s.found_child AS child`;

const MOVE_FINDINGS = `UPDATE hard_life_finding f SET territory = s.territory FROM hard_life_situation s
  WHERE s.id = ANY ($1::uuid[]) AND f.situation_id = s.id AND f.territory <> s.territory`;

const CLOSE = `UPDATE hard_life_situation SET version = version + 1, state = 'CLOSED', closed_at = $2,
    closing_reason = 'CHILD_DIED', duplicate_of = NULL, due_at = NULL, review_due_at = NULL, objection_due_at = NULL
  WHERE notification_id = ANY ($1::uuid[]) AND (state <> 'CLOSED' OR closing_reason = 'DUPLICATE')
  RETURNING id, found_child AS child`;

interface Followed {
  readonly id: string;
  readonly child: string | null;
}

/**
 * Somebody else cares for a child, or its parents do again. While somebody else does, its mother does not see the
 * situation, and it is forgotten who she is until a visit says it again. A child that is watched elsewhere is cared for
 * there. When a child has died, nobody has anything left to do: no deadline, no call.
 */
export async function onChildStandingChanged(
  events: readonly ReadEvent<EventPayload<'ChildStandingChanged'>>[],
): Promise<void> {
  const { sql } = tx();
  const standings = events.map(
    ({ payload: { careStatus, ...said } }): Standing => ({ ...said, apart: careStatus !== 'WITH_PARENTS' }),
  );
  await oneAfterTheOther();
  const notificationIds = standings.map(({ notificationId }) => notificationId);
  await hearStandings(standings);
  await lockDeadlinesOf(notificationIds);
  const followed = await sql<Followed>(FOLLOW, STANDINGS.values(standings));
  await sql(MOVE_FINDINGS, [followed.map(({ id }) => id)]);
  await followDeadlines(followed.map(({ id }) => id));
  note(followed, 'CHILD_STANDING_FOLLOWED');
  await closeOfDead(standings.filter(({ died }) => died).map(({ notificationId }) => notificationId));
}

async function closeOfDead(notificationIds: readonly string[]): Promise<void> {
  const closed = await tx().sql<Followed>(CLOSE, [notificationIds, tx().now]);
  await cancelOpenDeadlines(
    kindsOf(benefitsDeadlines()),
    closed.map(({ id }) => id),
    'the child has died',
  );
  note(closed, 'SITUATION_CLOSED');
}

const note = (situations: readonly Followed[], change: string): void =>
  recordChanges(
    situations.map(({ id, child }) => ({
      person: child,
      subjectType: 'HardLifeSituation',
      subjectId: id,
      change,
      withheld: true,
    })),
  );
