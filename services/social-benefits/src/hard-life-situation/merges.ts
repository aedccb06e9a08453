import { tx } from '@kamkor/persistence';

/** Findings and merges come one after the other, so that no finding is written for somebody who is just being merged. */
export const oneAfterTheOther = (): Promise<unknown> =>
  tx().sql(`SELECT pg_advisory_xact_lock(hashtextextended('hard-life-situations', 0))`);

/** SQL: where the registry withholds one of the merged children from its mother, the child is apart by all of them. */
export const APART = (child: string, said: string): string =>
  `(${said} OR EXISTS (SELECT FROM merged_person m WHERE m.withheld AND m.kept = ${child}))`;
