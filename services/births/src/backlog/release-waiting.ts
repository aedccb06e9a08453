import { type Deadline, type DeadlineKind, openDeadlines } from '@kamkor/deadlines';
import { rowSet, tx } from '@kamkor/persistence';
import { legalDate } from '@kamkor/time';
import { type ReleaseRate, releasedOn } from '../rules/backlog/quota.js';
import { nextReleaseAt } from '../rules/backlog/schedule.js';
import type { Law } from '../rules/law.js';
import { giveTurn, HELD_BACK, UNCHECKED } from './hold-back.js';

interface Start extends ReleaseRate {
  readonly id: string;
  readonly territory: string;
  readonly withdrawn: boolean;
}

/** Of a plan taken back all are released, so many in one transaction. */
const AT_ONCE = 5_000;
/** A child that somebody held in that moment is asked for again soon. */
const AGAIN = { seconds: 10 };

const LOCK = `SELECT id, territory, workers, children_per_worker AS "childrenPerWorker", withdrawn_at IS NOT NULL AS withdrawn
  FROM territory_start WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`;

interface StartNow extends Pick<Start, 'id' | 'territory' | 'withdrawn'> {
  /** How many may have their turn now. */
  readonly quota: number;
}

const STARTS = rowSet<StartNow>()({ id: 'uuid', territory: 'text', withdrawn: 'boolean', quota: 'int' });

const WAITING_OF_START = `documentation_watch w WHERE w.awaits_release AND w.territory >= s.territory
    AND w.territory < (s.territory || '.') COLLATE "C" AND NOT (s.withdrawn AND ${HELD_BACK})`;

/** The youngest first: for them the most can still be won. */
const CLAIM = `SELECT c.id FROM ${STARTS.from('s')}, LATERAL (SELECT w.id FROM ${WAITING_OF_START} AND ${UNCHECKED}
    ORDER BY w.release_rank, w.id LIMIT s.quota FOR UPDATE SKIP LOCKED) c`;

const LEFT = `SELECT s.id FROM ${STARTS.from('s')} WHERE s.withdrawn AND EXISTS (SELECT FROM ${WAITING_OF_START})`;

const NEXT = `UPDATE territory_start SET next_release_at = $2 WHERE id = ANY ($1::uuid[])`;

/**
 * The daily release: the turn of so many of the youngest who wait has come as the workers of the territory can visit. The
 * chain goes on every working day, also where nobody waits, for the next late notification may bring a child that does.
 */
export async function releaseWaiting(
  lapsed: readonly Deadline[],
  law: Law,
  { release, check }: { readonly release: DeadlineKind; readonly check: DeadlineKind },
): Promise<void> {
  const { sql, now } = tx();
  const today = legalDate(now, law.calendar);
  const starts = await sql<Start>(LOCK, [lapsed.map(({ subjectId }) => subjectId)]);
  const asked = STARTS.values(
    starts.map((start) => ({ ...start, quota: start.withdrawn ? AT_ONCE : releasedOn(start, today, law.book) })),
  );
  const children = await sql<{ id: string }>(CLAIM, asked);
  await giveTurn(
    children.map(({ id }) => id),
    check,
  );
  const left = new Set((await sql<{ id: string }>(LEFT, asked)).map(({ id }) => id));
  const tomorrow = nextReleaseAt(now, law.calendar);
  const round = new Map(lapsed.map((link) => [link.subjectId, link.round + 1]));
  await openDeadlines(
    release,
    starts
      .filter(({ id, withdrawn }) => !withdrawn || left.has(id))
      .map(({ id, territory, withdrawn }) => ({
        subject: { type: 'TerritoryStart', id },
        territory,
        owner: 'SOCIAL_UNIT',
        dueAt: withdrawn ? now.add(AGAIN) : tomorrow,
        round: round.get(id)!,
      })),
  );
  const live = starts.filter(({ withdrawn }) => !withdrawn);
  await sql(NEXT, [live.map(({ id }) => id), tomorrow]);
}
