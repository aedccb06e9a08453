import { bySubject, inTerritory, table } from '@kamkor/database';
import { BODY_IN_TERRITORY, ofOwnBody } from '../conditions.js';

/**
 * The body that made a visit sees it where its task is now; the visitor sees it where it was made (`made_in`). A visitor
 * may record it who no longer sees the task: the owner's function looks at the task.
 */
export const outreachVisit = table({
  name: 'outreach_visit',
  sql: `
CREATE TABLE outreach_visit (
  id uuid CONSTRAINT outreach_visit_pk PRIMARY KEY,
  task_id uuid NOT NULL CONSTRAINT outreach_visit_task REFERENCES outreach_task (id),
  notification_id uuid NOT NULL,
  child_person uuid,
  territory text COLLATE "C" NOT NULL,
  made_in text COLLATE "C" NOT NULL,
  responsible text NOT NULL,
  visited_at timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  recorded_by text NOT NULL,
  outcome text NOT NULL,
  met_with text[] NOT NULL,
  reasons text[] NOT NULL,
  obstacles text[] NOT NULL,
  circumstances text[] NOT NULL,
  family_knows boolean
);
CREATE INDEX outreach_visit_of_task ON outreach_visit (task_id, visited_at, id);
CREATE INDEX outreach_visit_of_notification ON outreach_visit (notification_id);
CREATE INDEX outreach_visit_of_visitor ON outreach_visit (task_id, recorded_by, visited_at);`,
  policies: `
CREATE POLICY visit_of_own_body ON outreach_visit FOR SELECT TO kamkor_app USING ${BODY_IN_TERRITORY};
CREATE POLICY visit_of_visitor ON outreach_visit FOR SELECT TO kamkor_app
  USING (${bySubject('recorded_by')} AND ${inTerritory('made_in')} AND ${ofOwnBody()});
CREATE POLICY visit_recorded ON outreach_visit FOR INSERT TO kamkor_app
  WITH CHECK (${bySubject('recorded_by')}
    AND may_record_visit(task_id, notification_id, responsible, made_in, territory));
CREATE POLICY owner_follows ON outreach_visit TO CURRENT_USER USING (true) WITH CHECK (true);`,
  grants: `
GRANT SELECT, INSERT ON outreach_visit TO kamkor_app;
GRANT SELECT, UPDATE (notification_id, child_person, territory, responsible) ON outreach_visit TO kamkor_worker;`,
});
