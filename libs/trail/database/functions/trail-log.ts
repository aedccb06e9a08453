import { func } from '@kamkor/database';

// Who has an id that tells when it was made (version 7) has no entry from before: older months need no look. A day more,
// for clocks that differ.
const SINCE = `SELECT CASE WHEN bool_and(substr(p::text, 15, 1) = '7')
    THEN to_timestamp(min(('x' || substr(replace(p::text, '-', ''), 1, 12))::bit(48)::bigint) / 1000.0) - interval '1 day'
    ELSE '-infinity' END FROM unnest(persons) p`;

// One plan for all months, made once a connection: to make it takes longer than to read a log.
const AS_CALLER = `STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan`;

/**
 * The entries of the log of persons, newest first, so many after a position; with the rights of who asks. It looks at the
 * newest months first and goes no further than it has to.
 */
export const trailLog = func({
  name: 'trail_log',
  sql: `
CREATE FUNCTION trail_log(persons uuid[], before timestamptz, before_handle uuid, at_most int) RETURNS SETOF trail_entry
  LANGUAGE plpgsql ${AS_CALLER} AS $$
DECLARE
  since timestamptz := (${SINCE});
  upto timestamptz := before;
  down_to timestamptz;
  wanted int := at_most;
  found_rows int;
BEGIN
  FOR step IN 1..3 LOOP
    down_to := greatest(since, CASE step
      WHEN 1 THEN date_trunc('month', least(before, now())) - interval '1 month'
      WHEN 2 THEN date_trunc('month', least(before, now())) - interval '11 months'
      ELSE '-infinity' END);
    RETURN QUERY SELECT * FROM public.trail_entry e
      WHERE e.person = ANY (persons) AND NOT e.withheld_from_person AND (e.recorded_at, e.handle) < (before, before_handle)
        AND e.recorded_at >= down_to AND e.recorded_at <= upto
      ORDER BY e.recorded_at DESC, e.handle DESC LIMIT wanted;
    GET DIAGNOSTICS found_rows = ROW_COUNT;
    wanted := wanted - found_rows;
    EXIT WHEN wanted <= 0 OR down_to <= since;
    upto := down_to - interval '1 millisecond';
  END LOOP;
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION trail_log TO kamkor_app, kamkor_worker;',
});

/** How many entries those logs have for who asks. */
export const trailLogCount = func({
  name: 'trail_log_count',
  sql: `
CREATE FUNCTION trail_log_count(persons uuid[]) RETURNS bigint LANGUAGE plpgsql ${AS_CALLER} AS $$
DECLARE
  since timestamptz := (${SINCE});
BEGIN
  RETURN (SELECT count(*) FROM public.trail_entry e
    WHERE e.person = ANY (persons) AND NOT e.withheld_from_person AND e.recorded_at >= since);
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION trail_log_count TO kamkor_app, kamkor_worker;',
});
