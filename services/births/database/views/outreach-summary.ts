import { hasRole, inTerritory, view } from '@kamkor/database';
import { withParents } from '../conditions.js';

/**
 * A registrar can act on why a family has no certificate, and on nothing else that a visit found. Policies choose rows,
 * not columns, and a policy on tasks would show the whole task to a registrar who is guardianship too. So this view gives
 * these columns of these rows, and registrars see no row of tasks and visits. The watch decides whether the child is with
 * its parents, because a task that is over does not follow it. Visits from a time when it was not are left out.
 */
export const outreachSummary = view({
  name: 'outreach_summary',
  sql: `
CREATE VIEW outreach_summary WITH (security_barrier = true) AS
  SELECT t.id, t.watch_id, t.child_person, w.territory, t.state, t.opened_at,
    CASE t.state WHEN 'OPEN' THEN t.due_at END AS due_at,
    (SELECT count(*)::int FROM outreach_visit v WHERE v.task_id = t.id AND v.responsible = 'SOCIAL_UNIT') AS visits,
    ARRAY(SELECT r.reason FROM outreach_visit v, unnest(v.reasons) AS r (reason)
      WHERE v.task_id = t.id AND v.responsible = 'SOCIAL_UNIT'
      GROUP BY r.reason ORDER BY max(v.visited_at) DESC, r.reason) AS reasons
  FROM outreach_task t JOIN documentation_watch w ON w.id = t.watch_id
  WHERE ${inTerritory('w.territory')} AND ${hasRole('registrar')}
    AND ${withParents('w.care_status')} AND t.responsible = 'SOCIAL_UNIT';`,
  grants: 'GRANT SELECT ON outreach_summary TO kamkor_app;',
});
