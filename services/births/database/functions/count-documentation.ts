import { func, hasRole, inTerritory } from '@kamkor/database';
import { BY_OWNER, REPORTERS } from '../conditions.js';

const OF_CHILDREN_TO_COUNT = `${inTerritory('w.territory')} AND ${REPORTERS}
        AND (w.responsible = 'SOCIAL_UNIT' OR ${hasRole('guardianship', 'auditor')})`;

/**
 * The report counts rows that its reader may not see: an auditor sees none of them, a supervisor none of a registrar's. So
 * this function counts within the caller's territory, and gives nothing but counts. It counts children apart from their
 * parents only for guardianship and auditors: a single one in a small place would tell of a mother who gave her child up.
 *
 * Everything counts by when it happened: a term by the date on which it ended, not by the sweep that noticed; an
 * application and a certificate by their own instants, whenever they became known. A child that is no longer watched is
 * not counted, and neither is a watch that was closed as a duplicate after its child had got the certificate. A visit
 * counts with its child, wherever the child lived at the time. Siblings that visits found without documents are counted
 * by themselves: they are years old and would say nothing about the newborns.
 */
export const countDocumentation = func({
  name: 'count_documentation',
  sql: `
CREATE FUNCTION count_documentation(root text, first_day date, last_day date, start_at timestamptz, end_at timestamptz,
    now_at timestamptz, zone text)
  RETURNS TABLE (responsible text, part text, measure text, key text, children bigint)
  LANGUAGE sql STABLE ${BY_OWNER} AS $$
    WITH watched AS (
      SELECT w.notification_id, w.responsible, w.birth_date, w.due_at, w.documented_at,
        array_to_string((string_to_array(w.territory, '-'))[:1 + array_length(string_to_array(root, '-'), 1)], '-') AS part,
        least(w.applied_at, w.documented_at) AS applied_at, s.found_at
      FROM public.documentation_watch w LEFT JOIN public.undocumented_sibling s ON s.id = w.sibling_id
      WHERE w.territory >= root COLLATE "C" AND w.territory < (root || '.') COLLATE "C" AND w.state <> 'CANCELLED' AND w.duplicate_of IS NULL
        AND ${OF_CHILDREN_TO_COUNT}
    ), child AS MATERIALIZED (
      SELECT *, documented_at >= start_at AND documented_at < end_at AS documented_now,
        (documented_at AT TIME ZONE zone)::date - birth_date AS days,
        CASE WHEN due_at >= end_at OR due_at > now_at OR applied_at < due_at THEN NULL
          WHEN due_at >= start_at THEN 'NEW'
          WHEN documented_at IS NULL OR documented_at >= start_at THEN 'OPENING' END AS stock
      FROM watched WHERE found_at IS NULL
    ), visit AS MATERIALIZED (
      SELECT v.notification_id, min(v.visited_at) AS first_at, bool_or(v.visited_at >= start_at) AS now
      FROM child c JOIN public.outreach_visit v USING (notification_id)
      WHERE c.stock IS NOT NULL AND v.visited_at < end_at GROUP BY v.notification_id
    ), said AS (
      SELECT DISTINCT v.notification_id, f.measure, f.key
      FROM child c JOIN public.outreach_visit v USING (notification_id), LATERAL (
        SELECT 'REASON' AS measure, unnest(v.reasons) AS key UNION ALL SELECT 'OBSTACLE', unnest(v.obstacles)) f
      WHERE c.stock IS NOT NULL AND v.visited_at < end_at
    ), line AS (
      SELECT c.responsible, c.part, m.measure, m.key FROM child c LEFT JOIN visit v USING (notification_id),
        LATERAL (VALUES
          ('NOTIFIED', '', c.birth_date BETWEEN first_day AND last_day),
          ('APPLIED_IN_TIME', '', c.applied_at < c.due_at AND c.applied_at >= start_at AND c.applied_at < end_at),
          ('TERM_ENDED', '', c.due_at >= start_at AND c.due_at < end_at AND c.due_at <= now_at),
          ('DAYS', c.days::text, c.documented_now),
          ('OVERDUE', c.stock, c.stock IS NOT NULL),
          ('VISITED', c.stock, c.stock IS NOT NULL AND v.now),
          ('DOCUMENTED_VISITED', c.stock, c.stock IS NOT NULL AND c.documented_now AND v.first_at <= c.documented_at),
          ('DOCUMENTED_UNVISITED', c.stock,
            c.stock IS NOT NULL AND c.documented_now AND (v.first_at <= c.documented_at) IS NOT TRUE),
          ('DAYS_' || c.stock, c.days::text, c.stock IS NOT NULL AND c.documented_now)) m (measure, key, holds)
      WHERE m.holds
      UNION ALL
      SELECT c.responsible, c.part, s.measure || d.suffix, s.key
      FROM child c JOIN said s USING (notification_id), LATERAL (VALUES ('', true), ('_DOCUMENTED', c.documented_now))
        d (suffix, holds) WHERE d.holds
      UNION ALL
      SELECT w.responsible, w.part, m.measure, '' FROM watched w, LATERAL (VALUES
        ('SIBLING_FOUND', w.found_at >= start_at),
        ('SIBLING_DOCUMENTED', w.documented_at >= start_at AND w.documented_at < end_at),
        ('SIBLING_OPEN', w.documented_at IS NULL OR w.documented_at >= end_at)) m (measure, holds)
      WHERE w.found_at < end_at AND m.holds
    )
    SELECT responsible, part, measure, key, count(*) FROM line GROUP BY 1, 2, 3, 4
  $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION count_documentation TO kamkor_app;',
});
