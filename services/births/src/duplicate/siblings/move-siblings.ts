import { tx } from '@kamkor/persistence';

const BACK = `WITH found AS (
    UPDATE undocumented_sibling s SET family = $2 FROM outreach_visit v
    WHERE s.family = $1 AND v.id = s.visit_id AND v.task_id = ANY ($3::uuid[]) RETURNING s.id
  ) UPDATE documentation_watch w SET sibling_of = $2 FROM found WHERE w.sibling_id = found.id`;

/** While two are one their families are looked at together; afterwards whom visits of these tasks found goes back with them. */
export const giveSiblingsBack = (taskIds: readonly string[], kept: string, closed: string): Promise<unknown> =>
  tx().sql(BACK, [kept, closed, taskIds]);
