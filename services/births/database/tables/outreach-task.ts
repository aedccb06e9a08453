import { caseOf, hasRole, inTerritory, listed, table } from '@kamkor/database';
import { RESPONSIBLE_BODIES } from '../../src/rules/care-status.js';
import { REVIEW_CONCLUSIONS } from '../../src/rules/outreach/review.js';
import { TASK_CLOSINGS, TASK_STATES, TASK_URGENCY } from '../../src/rules/outreach/task-states.js';
import { BODY_IN_TERRITORY } from '../conditions.js';

/**
 * Only the body that visits sees a task, in its own territory; the family does not see it either. A supervisor opens the
 * task of a child that is released; the worker opens all others.
 */
export const outreachTask = table({
  name: 'outreach_task',
  sql: `
CREATE TABLE outreach_task (
  id uuid CONSTRAINT outreach_task_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  watch_id uuid NOT NULL CONSTRAINT outreach_task_watch REFERENCES documentation_watch (id),
  notification_id uuid NOT NULL,
  child_person uuid,
  territory text COLLATE "C" NOT NULL,
  responsible text NOT NULL
    CONSTRAINT outreach_task_responsible CHECK (responsible IN ${listed(RESPONSIBLE_BODIES)}),
  assigned_to text,
  assigned_at timestamptz(3),
  assigned_by text,
  state text NOT NULL DEFAULT 'OPEN' CONSTRAINT outreach_task_state CHECK (state IN ${listed(TASK_STATES)}),
  urgency int NOT NULL GENERATED ALWAYS AS (${caseOf('state', TASK_URGENCY)}) STORED,
  opened_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  first_visit_due_at timestamptz(3) NOT NULL,
  first_visit_missed boolean NOT NULL DEFAULT false,
  next_visit_due_at timestamptz(3),
  visits int NOT NULL DEFAULT 0,
  last_visited_at timestamptz(3),
  reminder_due_at timestamptz(3),
  reminders int NOT NULL DEFAULT 0,
  last_reminded_at timestamptz(3),
  escalated_at timestamptz(3),
  escalations int NOT NULL DEFAULT 0,
  review_due_at timestamptz(3),
  review_noticed_at timestamptz(3),
  reviewed_at timestamptz(3),
  review_conclusion text
    CONSTRAINT outreach_task_review CHECK (review_conclusion IN ${listed(REVIEW_CONCLUSIONS)}),
  closing text CONSTRAINT outreach_task_closing CHECK (closing IN ${listed(TASK_CLOSINGS)}),
  closed_at timestamptz(3),
  CONSTRAINT outreach_task_closed CHECK ((state = 'OPEN') = (closing IS NULL) AND (state = 'OPEN') = (closed_at IS NULL)),
  CONSTRAINT outreach_task_assigned
    CHECK ((assigned_to IS NULL) = (assigned_at IS NULL) AND (assigned_to IS NULL) = (assigned_by IS NULL))
);
CREATE UNIQUE INDEX outreach_task_one_open ON outreach_task (watch_id) WHERE state = 'OPEN';
CREATE INDEX outreach_task_of_watch ON outreach_task (watch_id, opened_at);
CREATE INDEX outreach_task_of_notification ON outreach_task (notification_id);
CREATE INDEX outreach_task_in_order ON outreach_task (urgency, due_at, id);
CREATE INDEX outreach_task_of_territory ON outreach_task (territory, urgency, due_at);
CREATE INDEX outreach_task_of_worker ON outreach_task (assigned_to, urgency, due_at, id) WHERE assigned_to IS NOT NULL;
CREATE INDEX outreach_task_unassigned ON outreach_task (territory, due_at, id) WHERE assigned_to IS NULL AND state = 'OPEN';
CREATE INDEX outreach_task_escalated ON outreach_task (territory, due_at, id)
  WHERE escalated_at IS NOT NULL AND state = 'OPEN';
CREATE INDEX outreach_task_to_review ON outreach_task (territory, due_at, id)
  WHERE review_noticed_at IS NOT NULL AND state = 'OPEN';`,
  triggers: `
CREATE TRIGGER task_moved AFTER UPDATE ON outreach_task FOR EACH ROW
  WHEN (OLD.state = 'OPEN' AND (NEW.state, NEW.territory, NEW.responsible)
    IS DISTINCT FROM (OLD.state, OLD.territory, OLD.responsible))
  EXECUTE FUNCTION withdraw_handover();
CREATE TRIGGER task_left_unit AFTER UPDATE ON outreach_task FOR EACH ROW
  WHEN ((NEW.territory, NEW.responsible) IS DISTINCT FROM (OLD.territory, OLD.responsible))
  EXECUTE FUNCTION remember_unit();`,
  policies: `
CREATE POLICY task_of_own_body ON outreach_task TO kamkor_app
  USING ${BODY_IN_TERRITORY} WITH CHECK ${BODY_IN_TERRITORY};
CREATE POLICY task_of_released ON outreach_task AS RESTRICTIVE FOR INSERT TO kamkor_app
  WITH CHECK (${inTerritory()} AND ${hasRole('social-supervisor')}
    AND EXISTS (SELECT FROM documentation_watch w WHERE w.id = watch_id AND w.awaits_release
      AND w.notification_id = outreach_task.notification_id AND w.territory = outreach_task.territory
      AND w.responsible = outreach_task.responsible));
CREATE POLICY owner_follows ON outreach_task TO CURRENT_USER USING (true) WITH CHECK (true);`,
  grants: `
GRANT SELECT ON outreach_task TO kamkor_app;
GRANT INSERT (id, watch_id, notification_id, child_person, territory, responsible, opened_at, due_at, first_visit_due_at,
  review_due_at) ON outreach_task TO kamkor_app;
GRANT UPDATE (version, due_at, reminder_due_at, first_visit_missed, next_visit_due_at, visits, last_visited_at, assigned_to,
  assigned_at, assigned_by, escalated_at, escalations, review_due_at, review_noticed_at, reviewed_at, review_conclusion)
  ON outreach_task TO kamkor_app;
GRANT SELECT, INSERT, UPDATE ON outreach_task TO kamkor_worker;`,
});
