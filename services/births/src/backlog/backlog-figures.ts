import { tx } from '@kamkor/persistence';
import { keyed, LegalDate, loader } from '@kamkor/subgraph';
import { legalDate } from '@kamkor/time';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { releasedOn } from '../rules/backlog/quota.js';
import { lastReleaseOn } from '../rules/backlog/schedule.js';
import type { Law } from '../rules/law.js';
import type { TerritoryStart } from './start.entity.js';

@ObjectType({ description: 'How far the backlog of a territory is worked off. Names nobody.' })
export class Backlog {
  @Field(() => Int, { description: 'How many children wait for release.' })
  waiting: number;

  @Field(() => Int, {
    description: 'How many have waited and were released, whatever has become of them, and live here now.',
  })
  released: number;

  @Field(() => Int, { description: 'How many are released on a working day: workers × children per worker.' })
  perDay: number;

  @Field(() => LegalDate, {
    nullable: true,
    description: 'When the last of those who wait now is released at this rate; null where nobody waits.',
  })
  lastReleaseOn: Temporal.PlainDate | null;
}

interface Counts {
  readonly startId: string;
  readonly waiting: number;
  readonly released: number;
}

/** Counted by the owner's function, for whoever sees the start: nothing of children whom the caller does not see. */
const countsOf = loader(async (ids: readonly string[]) =>
  keyed(
    await tx().sql<Counts>('SELECT start_id AS "startId", waiting, released FROM count_backlog($1)', [ids]),
    ({ startId }) => startId,
  ),
);

/** The backlog of a start; null where the plan was taken back. */
export async function backlogOf(start: TerritoryStart, { calendar, book }: Law): Promise<Backlog | null> {
  const counts = await countsOf(start.id);
  if (!counts) return null;
  const perDay = releasedOn(start, legalDate(tx().now, calendar), book);
  const { waiting, released } = counts;
  return { waiting, released, perDay, lastReleaseOn: lastReleaseOn(waiting, perDay, start.nextReleaseAt, calendar) };
}
