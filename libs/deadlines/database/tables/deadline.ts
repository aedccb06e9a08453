import { inTerritory, listed, ofOwnPerson, table } from '@kamkor/database';
import { DEADLINE_STATES, ENDED_STATES, OPEN_STATES } from '../../src/state.js';

const OPEN = `state IN ${listed(OPEN_STATES)}`;
const ENDED = `state IN ${listed(ENDED_STATES)}`;

// An official sees the deadlines of the own territory, a citizen the own ones. Anybody's use case may start a clock, and
// moves those of the subjects it names (see named-subjects.ts).
const SEEN = `${inTerritory()}
  OR ${ofOwnPerson('person')}
  OR subject_id = ANY ((SELECT coalesce(nullif(current_setting('kamkor.deadline_subjects', true), ''), '{}')::uuid[])::uuid[])`;

/**
 * Every deadline. `filed_under` is NULL of those that today's work is about: what is open or ended not long ago, all of
 * which is in `deadline_current`. The worker files what has ended longer ago under the month in which it ended; a fact that
 * is learnt of later still finds it there. Nothing is filed by the statement that ends it: whoever waits for a row that
 * another moves to another table is told to begin anew (40001).
 */
export const deadline = table({
  name: 'deadline',
  sql: `
CREATE TABLE deadline (
  id uuid NOT NULL,
  kind text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  round integer NOT NULL DEFAULT 1,
  person uuid,
  territory text COLLATE "C" NOT NULL,
  owner text,
  binds text NOT NULL,
  regulation text NOT NULL,
  regulation_from date,
  opened_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  outer_limit timestamptz(3),
  state text NOT NULL DEFAULT 'PENDING',
  suspended_at timestamptz(3),
  ended_at timestamptz(3),
  fact_at timestamptz(3),
  learnt_late boolean NOT NULL DEFAULT false,
  error text,
  attempts integer NOT NULL DEFAULT 0,
  retry_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  filed_under date,
  CONSTRAINT deadline_state_known CHECK (state IN ${listed(DEADLINE_STATES)}),
  CONSTRAINT deadline_binds_known CHECK (binds IN ('STATE', 'PERSON')),
  CONSTRAINT deadline_within_limit CHECK (outer_limit IS NULL OR due_at <= outer_limit),
  CONSTRAINT deadline_ended CHECK ((ended_at IS NOT NULL) = (${ENDED})),
  CONSTRAINT deadline_suspended CHECK ((suspended_at IS NOT NULL) = (state = 'SUSPENDED')),
  CONSTRAINT deadline_parked CHECK ((retry_at IS NOT NULL) = (state = 'PARKED')),
  CONSTRAINT deadline_filed CHECK (filed_under IS NULL OR ${ENDED})
) PARTITION BY LIST (filed_under);`,
  policies: `
CREATE POLICY deadline_seen ON deadline FOR SELECT TO kamkor_app USING (${SEEN});
CREATE POLICY deadline_opened ON deadline FOR INSERT TO kamkor_app WITH CHECK (true);
CREATE POLICY deadline_moved ON deadline FOR UPDATE TO kamkor_app USING (${SEEN});
CREATE POLICY owner_moves ON deadline TO CURRENT_USER USING (true) WITH CHECK (true);`,
  grants: 'GRANT SELECT, INSERT, UPDATE ON deadline TO kamkor_app, kamkor_worker;',
});

/**
 * What an index holds of a deadline costs at every lapse, because its state decides in which it stands. So each is
 * partial: of a lapsed one only the primary key, `deadline_lapsed` and the end of `deadline_to_file` are written anew.
 * `deadline_due` begins with the kind, so that every kind is asked for its next one apart, and holds nothing but what is
 * pending: a sweep that finds nothing costs one descent of the tree a kind, however many wait. `deadline_soonest` serves
 * lists of a whole country, which `deadline_of_territory` would have to sort.
 */
export const deadlineCurrent = table({
  name: 'deadline_current',
  sql: `
CREATE TABLE deadline_current PARTITION OF deadline (CONSTRAINT deadline_current_pkey PRIMARY KEY (id)) FOR VALUES IN (NULL)
  WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

CREATE INDEX deadline_due ON deadline_current (kind, due_at) WHERE state = 'PENDING';
CREATE INDEX deadline_soonest ON deadline_current (due_at, id) WHERE state = 'PENDING';
CREATE UNIQUE INDEX deadline_one_open ON deadline_current (subject_id, kind) WHERE ${OPEN};
CREATE INDEX deadline_lapsed ON deadline_current (subject_id, kind) WHERE state = 'LAPSED';
CREATE INDEX deadline_ended ON deadline_current (subject_id, kind) WHERE state IN ('MET', 'CANCELLED');
CREATE INDEX deadline_outer_limit ON deadline_current (outer_limit) WHERE state = 'SUSPENDED';
CREATE INDEX deadline_parked_retry ON deadline_current (retry_at) WHERE state = 'PARKED';
CREATE INDEX deadline_binding_person ON deadline_current (due_at) WHERE binds = 'PERSON' AND state = 'PENDING';
CREATE INDEX deadline_of_territory ON deadline_current (territory, due_at, id) WHERE ${OPEN};
CREATE INDEX deadline_of_person ON deadline_current (person) WHERE person IS NOT NULL AND ${OPEN};
CREATE INDEX deadline_to_file ON deadline_current (ended_at) WHERE ${ENDED};`,
  worker: false,
});
