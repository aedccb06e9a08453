import { tx } from '@kamkor/persistence';

/**
 * Findings and merges are processed one after the other, so that no finding is written for somebody who is just being
 * merged.
 */
export const oneAfterTheOther = (): Promise<unknown> =>
  tx().sql(`SELECT pg_advisory_xact_lock(hashtextextended('hard-life-situations', 0))`);

/**
 * SQL: if the registry withholds one of several merged children from its mother, the child counts as apart for all of
 * them.
 */
export const APART = (child: string, said: string): string =>
  `(${said} OR EXISTS (SELECT FROM merged_person m WHERE m.withheld AND m.kept = ${child}))`;
