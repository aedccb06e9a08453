import { byMonth, CALLER, hasRole, sequence, table } from '@kamkor/database';
import { MERGED_INTO_CALLER } from './merged-person.js';

// That guardianship looks at a woman tells whoever reads her log with her that there is something. Auditors see it.
const LOOKED_TO_PROTECT = `(action = 'READ' AND actor_roles && ARRAY['guardianship'])`;
const OWN = `(SELECT ARRAY(SELECT ${CALLER} UNION ALL ${MERGED_INTO_CALLER}))::uuid[]`;
const GIVEN = `id, legal_at, actor, actor_roles, actor_organisation, action, operation, purpose, request_id, person,
  subject_type, subject_id, change, rules, field_groups, count, withheld_from_person`;

/** Its own, so that entries have ids before they have a month. */
export const trailEntryId = sequence({
  name: 'trail_entry_id_seq',
  sql: 'CREATE SEQUENCE trail_entry_id_seq;',
  grants: 'GRANT USAGE ON SEQUENCE trail_entry_id_seq TO kamkor_app, kamkor_worker;',
});

const APPEND_ONLY = {
  name: 'trail_entry_append_only',
  on: 'UPDATE OR DELETE OR TRUNCATE',
  calls: 'trail_refuse_change',
};

/**
 * Who may write the trail can only add to it, in their own name; a person sees what concerns them and is not withheld, an
 * auditor and the worker see all of it. `handle` orders and names an entry to the outside: ids are counted, so a withheld
 * entry would show as a gap in them. Each month's entries are a table of their own.
 */
export const trailEntry = table({
  name: 'trail_entry',
  sql: `
CREATE TABLE trail_entry (
  id bigint NOT NULL DEFAULT nextval('trail_entry_id_seq'),
  handle uuid NOT NULL DEFAULT gen_random_uuid(),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  legal_at timestamptz(3) NOT NULL,
  actor text NOT NULL,
  actor_roles text[] NOT NULL,
  actor_organisation text,
  action text NOT NULL CONSTRAINT trail_entry_action CHECK (action IN ('READ', 'CHANGE')),
  operation text NOT NULL,
  purpose text NOT NULL,
  request_id text NOT NULL,
  person uuid,
  subject_type text,
  subject_id uuid,
  change text,
  rules text[] NOT NULL,
  field_groups text[] NOT NULL,
  count int NOT NULL CONSTRAINT trail_entry_count CHECK (count > 0),
  withheld_from_person boolean NOT NULL,
  CONSTRAINT trail_entry_pk PRIMARY KEY (id, recorded_at),
  CONSTRAINT trail_entry_change CHECK ((action = 'CHANGE') = (change IS NOT NULL))
) PARTITION BY RANGE (recorded_at);
CREATE INDEX trail_entry_by_person ON trail_entry (person, recorded_at, handle) WHERE person IS NOT NULL;
CREATE INDEX trail_entry_by_subject ON trail_entry (subject_id, recorded_at) WHERE subject_id IS NOT NULL;`,
  triggers: `
CREATE TRIGGER ${APPEND_ONLY.name} BEFORE ${APPEND_ONLY.on} ON trail_entry EXECUTE FUNCTION ${APPEND_ONLY.calls}();`,
  worker: false,
  policies: `
CREATE POLICY writes_in_own_name ON trail_entry FOR INSERT TO kamkor_app, kamkor_worker
  WITH CHECK (actor = (SELECT current_setting('kamkor.subject', true)));
CREATE POLICY person_sees_own ON trail_entry FOR SELECT TO kamkor_app
  USING (person = ANY (${OWN}) AND NOT withheld_from_person AND NOT ${LOOKED_TO_PROTECT});
CREATE POLICY auditor_sees_all ON trail_entry FOR SELECT TO kamkor_app USING (${hasRole('auditor')});
CREATE POLICY worker_sees_all ON trail_entry FOR SELECT TO kamkor_worker USING (true);`,
  grants: `
GRANT SELECT ON trail_entry TO kamkor_app, kamkor_worker;
GRANT INSERT (${GIVEN}) ON trail_entry TO kamkor_app, kamkor_worker;`,
});

/** The trail is evidence: the worker, which writes all of it, can't drop any of it. */
export const trailMonths = byMonth({
  table: 'trail_entry',
  column: 'recorded_at',
  guard: APPEND_ONLY,
  keptAtLeast: 12,
  beforeDrop: `INSERT INTO public.trail_dropped (month_from, month_to) VALUES (month_from, month_to)
    ON CONFLICT DO NOTHING;`,
  workerDrops: false,
});
