import { bySubject, caseOf, listed, table } from '@kamkor/database';
import {
  CONCERN_URGENCY,
  SAFETY_CONCERN_STATES,
  SAFETY_OUTCOMES,
} from '../../src/rules/obstacle/safety-concern-states.js';
import { VISITS } from '../conditions.js';
import { PROTECTS } from './protection-worker.js';

/**
 * Those who are named to protect there see a safety concern. Visitors write it and do not see it afterwards, nor its
 * deadline.
 */
export const safetyConcern = table({
  name: 'safety_concern',
  sql: `
CREATE TABLE safety_concern (
  id uuid CONSTRAINT safety_concern_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'RAISED' CONSTRAINT safety_concern_state CHECK (state IN ${listed(SAFETY_CONCERN_STATES)}),
  queue_rank int NOT NULL GENERATED ALWAYS AS (${caseOf('state', CONCERN_URGENCY)}) STORED,
  notification_id uuid NOT NULL,
  visit_id uuid CONSTRAINT safety_concern_of_visit UNIQUE
    CONSTRAINT safety_concern_visit REFERENCES outreach_visit (id),
  child_person uuid,
  mother_person uuid,
  mother_name text,
  territory text COLLATE "C" NOT NULL,
  grounds text[] NOT NULL CONSTRAINT safety_concern_grounds CHECK (cardinality(grounds) > 0),
  note text,
  raised_at timestamptz(3) NOT NULL,
  recorded_by text NOT NULL,
  due_at timestamptz(3),
  overdue_since timestamptz(3),
  escalated_to text COLLATE "C",
  taken_up_at timestamptz(3),
  taken_up_by text,
  closed_at timestamptz(3),
  outcome text CONSTRAINT safety_concern_outcome CHECK (outcome IN ${listed(SAFETY_OUTCOMES)}),
  CONSTRAINT safety_concern_escalated CHECK (escalated_to IS NULL OR overdue_since IS NOT NULL),
  CONSTRAINT safety_concern_taken_up CHECK ((state = 'RAISED') = (taken_up_at IS NULL)),
  CONSTRAINT safety_concern_closed CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL AND outcome IS NOT NULL))
);
CREATE UNIQUE INDEX safety_concern_of_birth ON safety_concern (notification_id) WHERE visit_id IS NULL;
CREATE INDEX safety_concern_of_notification ON safety_concern (notification_id);
CREATE INDEX safety_concern_work_list ON safety_concern (territory, queue_rank, raised_at, id);
CREATE INDEX safety_concern_open ON safety_concern (territory) WHERE state <> 'CLOSED';`,
  policies: `
CREATE POLICY concern_seen ON safety_concern FOR SELECT TO kamkor_app USING (${PROTECTS});
CREATE POLICY concern_followed ON safety_concern FOR UPDATE TO kamkor_app USING (${PROTECTS});
CREATE POLICY concern_raised ON safety_concern FOR INSERT TO kamkor_app
  WITH CHECK (${VISITS} AND ${bySubject('recorded_by')} AND visit_id IS NOT NULL
    AND found_by_caller(visit_id, territory, NULL));
CREATE POLICY owner_follows ON safety_concern TO CURRENT_USER USING (true) WITH CHECK (true);`,
  grants: `
GRANT SELECT, INSERT, UPDATE (version, state, due_at, taken_up_at, taken_up_by, closed_at, outcome, overdue_since,
  escalated_to) ON safety_concern TO kamkor_app;
GRANT SELECT, INSERT, UPDATE ON safety_concern TO kamkor_worker;`,
});
