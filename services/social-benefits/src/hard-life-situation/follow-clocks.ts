import { tx } from '@kamkor/persistence';

const FOLLOW = `UPDATE deadline d SET person = f.person, owner = f.owner, version = d.version + 1
  FROM (SELECT s.id, CASE WHEN s.family_knows THEN s.child END AS person,
      CASE WHEN s.apart_from_parents THEN 'GUARDIANSHIP' END AS owner
    FROM hard_life_situation s WHERE s.id = ANY ($1::uuid[])) f
  WHERE d.subject_id = f.id AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED')
    AND (d.person, d.owner) IS DISTINCT FROM (f.person, f.owner)`;

/** The running clocks of these situations become whose the situations are by now. To be locked before. */
export const followClocks = (situationIds: readonly string[]): Promise<unknown> => tx().sql(FOLLOW, [situationIds]);

/** Findings and merges come one after the other, so that no finding is written for somebody who is just being merged. */
export const oneAfterTheOther = (): Promise<unknown> =>
  tx().sql(`SELECT pg_advisory_xact_lock(hashtextextended('hard-life-situations', 0))`);

/** SQL: where the registry withholds one of the merged children from its mother, the child is apart by all of them. */
export const APART = (child: string, said: string): string =>
  `(${said} OR EXISTS (SELECT FROM merged_person m WHERE m.withheld AND m.kept = ${child}))`;
