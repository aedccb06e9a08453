import { tx } from '@kamkor/persistence';

/** One whom both families know by the same words stays with each: which of the two watches is right, nobody has said. */
const UNLESS_KNOWN = `NOT EXISTS (SELECT FROM undocumented_sibling k WHERE k.family = $2 AND (k.birth_date, k.sex,
  k.given_name, k.occurrence) = (s.birth_date, s.sex, s.given_name, s.occurrence))`;

/** Siblings found for the one child are known to the family of the other, so that a later visit names no second ones. */
export const giveSiblings = (closed: string, kept: string): Promise<unknown> =>
  tx().sql(`UPDATE undocumented_sibling s SET family = $2 WHERE s.family = $1 AND ${UNLESS_KNOWN}`, [closed, kept]);

/** Whom visits of these tasks found goes back with them. */
export const giveSiblingsBack = (taskIds: readonly string[], kept: string, closed: string): Promise<unknown> =>
  tx().sql(
    `UPDATE undocumented_sibling s SET family = $2 FROM outreach_visit v
     WHERE s.family = $1 AND v.id = s.visit_id AND v.task_id = ANY ($3::uuid[]) AND ${UNLESS_KNOWN}`,
    [kept, closed, taskIds],
  );
