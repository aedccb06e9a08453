import { tx } from '@kamkor/persistence';
import { keyed, loader } from '@kamkor/subgraph';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { type Overlap, overlap } from '../rules/territory.js';
import { CountedPartEnum } from './enumerations.js';

@ObjectType({ description: 'How many children of a territory and everything below it are how far. Names nobody.' })
export class TerritoryDocumentation {
  @Field(() => Int, { description: 'Children watched, in whatever state.' })
  watched: number;

  @Field(() => Int, { description: 'Whose parents have not applied and still have time.' })
  awaiting: number;

  @Field(() => Int, { description: 'Whose parents have applied.' })
  applied: number;

  @Field(() => Int, { description: 'Who are overdue now.' })
  overdue: number;

  @Field(() => Int, {
    description:
      'Who are overdue now and wait for the backlog of their territory to come to them: nobody was sent yet.',
  })
  awaitingRelease: number;

  @Field(() => Int, { description: 'Who ever were overdue, whatever has become of them.' })
  everOverdue: number;

  @Field(() => Int, { description: 'Who have their certificate.' })
  documented: number;

  @Field(() => Int, { description: 'Who have their certificate and were overdue before.' })
  documentedAfterOverdue: number;

  @Field(() => CountedPartEnum, {
    nullable: true,
    description: 'Whether all of the territory was counted or only the caller’s part.',
  })
  counted: Exclude<Overlap, 'NONE'>;
}

const COUNT = `SELECT t.code, count(w.id) AS watched,
    count(w.id) FILTER (WHERE w.state = 'AWAITING_APPLICATION') AS awaiting,
    count(w.id) FILTER (WHERE w.state = 'APPLIED') AS applied,
    count(w.id) FILTER (WHERE w.state = 'OVERDUE') AS overdue,
    count(w.id) FILTER (WHERE w.awaits_release) AS "awaitingRelease",
    count(w.id) FILTER (WHERE w.was_overdue) AS "everOverdue",
    count(w.id) FILTER (WHERE w.state = 'DOCUMENTED') AS documented,
    count(w.id) FILTER (WHERE w.state = 'DOCUMENTED' AND w.was_overdue) AS "documentedAfterOverdue"
  FROM unnest($1::text[]) AS t(code)
  LEFT JOIN documentation_watch w ON w.territory >= t.code COLLATE "C" AND w.territory < (t.code || '.') COLLATE "C"
    AND w.duplicate_of IS NULL
  GROUP BY t.code`;

type Row = Omit<TerritoryDocumentation, 'counted'> & { readonly code: string };

/** The counts as far as the caller's territory goes; null for a territory that the caller may see nothing of. */
export const documentationOf = loader(async (codes: readonly string[]) => {
  const { sql, principal } = tx();
  const seen = codes.filter((code) => overlap(code, principal.territory) !== 'NONE');
  const rows = seen.length === 0 ? [] : await sql<Row>(COUNT, [seen]);
  return keyed(
    rows.map((row) => ({ ...row, counted: overlap(row.code, principal.territory) as 'WHOLE' | 'PART' })),
    ({ code }) => code,
  );
});
