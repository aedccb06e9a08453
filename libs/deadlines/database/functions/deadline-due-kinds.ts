import { func } from '@kamkor/database';

/**
 * What an empty sweep asks. A function, so that it is planned once a connection: planning took longer than the three
 * looks. LATERAL with LIMIT 1 is one descent of `deadline_due` a kind, whatever the planner believes about 10 million rows.
 */
export const deadlineDueKinds = func({
  name: 'deadline_due_kinds',
  sql: `
CREATE FUNCTION deadline_due_kinds(kinds text[], legal_now timestamptz,
  OUT pending text[], OUT beyond_limit text[], OUT parked text[]) LANGUAGE plpgsql AS $$
BEGIN
  pending := ARRAY(SELECT k FROM unnest(kinds) k, LATERAL (SELECT FROM deadline d
    WHERE d.filed_under IS NULL AND d.state = 'PENDING' AND d.kind = k AND d.due_at <= legal_now ORDER BY d.due_at LIMIT 1) one);
  beyond_limit := ARRAY(SELECT DISTINCT s.kind FROM (SELECT d.kind FROM deadline d
    WHERE d.filed_under IS NULL AND d.state = 'SUSPENDED' AND d.outer_limit <= legal_now AND d.kind = ANY (kinds)
    ORDER BY d.outer_limit LIMIT 500) s);
  parked := ARRAY(SELECT DISTINCT s.kind FROM (SELECT d.kind FROM deadline d
    WHERE d.filed_under IS NULL AND d.state = 'PARKED' AND d.retry_at <= clock_timestamp() AND d.kind = ANY (kinds)
    ORDER BY d.retry_at LIMIT 500) s);
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION deadline_due_kinds TO kamkor_worker;',
});
