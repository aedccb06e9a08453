import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BY_SUBJECT, guarded, HAS_ROLE, IN_TERRITORY } from './policies.js';

const OF_OWN_BODY = `(${IN_TERRITORY} AND (
  (responsible = 'SOCIAL_UNIT' AND ${HAS_ROLE('social-worker', 'social-supervisor')})
  OR (responsible = 'GUARDIANSHIP' AND ${HAS_ROLE('guardianship')})))`;

/** Tasks and visits are seen by the body that makes them, in its territory, and by nobody else: not by the family either. */
export class CreateOutreach1764100000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outreach_task (
        id uuid CONSTRAINT outreach_task_pk PRIMARY KEY,
        version int NOT NULL DEFAULT 1,
        watch_id uuid NOT NULL CONSTRAINT outreach_task_watch REFERENCES documentation_watch (id),
        notification_id uuid NOT NULL,
        child_person uuid,
        territory text COLLATE "C" NOT NULL,
        responsible text NOT NULL CONSTRAINT outreach_task_responsible
          CHECK (responsible IN ('SOCIAL_UNIT', 'GUARDIANSHIP')),
        state text NOT NULL DEFAULT 'OPEN' CONSTRAINT outreach_task_state CHECK (state IN ('OPEN', 'CLOSED', 'WITHDRAWN')),
        urgency int NOT NULL GENERATED ALWAYS AS (CASE state WHEN 'OPEN' THEN 0 ELSE 1 END) STORED,
        opened_at timestamptz(3) NOT NULL,
        due_at timestamptz(3) NOT NULL,
        first_visit_due_at timestamptz(3) NOT NULL,
        first_visit_missed boolean NOT NULL DEFAULT false,
        reminder_due_at timestamptz(3),
        reminders int NOT NULL DEFAULT 0,
        last_reminded_at timestamptz(3),
        visits int NOT NULL DEFAULT 0,
        last_visited_at timestamptz(3),
        closing text CONSTRAINT outreach_task_closing CHECK (closing IN ('DOCUMENTED', 'APPLIED_IN_TIME', 'WATCH_CANCELLED')),
        closed_at timestamptz(3),
        CONSTRAINT outreach_task_closed CHECK ((state = 'OPEN') = (closing IS NULL) AND (state = 'OPEN') = (closed_at IS NULL))
      );
      CREATE UNIQUE INDEX outreach_task_one_open ON outreach_task (watch_id) WHERE state = 'OPEN';
      CREATE INDEX outreach_task_of_watch ON outreach_task (watch_id, opened_at);
      CREATE INDEX outreach_task_of_notification ON outreach_task (notification_id);
      CREATE INDEX outreach_task_in_order ON outreach_task (urgency, due_at, id);
      CREATE INDEX outreach_task_of_territory ON outreach_task (territory, urgency, due_at);

      CREATE TABLE outreach_visit (
        id uuid CONSTRAINT outreach_visit_pk PRIMARY KEY,
        task_id uuid NOT NULL CONSTRAINT outreach_visit_task REFERENCES outreach_task (id),
        notification_id uuid NOT NULL,
        child_person uuid,
        territory text COLLATE "C" NOT NULL,
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
      ${guarded('outreach_task')}
      ${guarded('outreach_visit')}
      GRANT SELECT, UPDATE (version, due_at, reminder_due_at, first_visit_missed, visits, last_visited_at)
        ON outreach_task TO kamkor_app;
      GRANT SELECT, INSERT, UPDATE ON outreach_task TO kamkor_worker;
      GRANT SELECT, INSERT ON outreach_visit TO kamkor_app;
      GRANT SELECT, UPDATE (child_person) ON outreach_visit TO kamkor_worker;

      CREATE POLICY task_of_own_body ON outreach_task TO kamkor_app USING (${OF_OWN_BODY}) WITH CHECK (${OF_OWN_BODY});
      CREATE POLICY visit_of_own_body ON outreach_visit FOR SELECT TO kamkor_app USING (${OF_OWN_BODY});
      CREATE POLICY visit_recorded ON outreach_visit FOR INSERT TO kamkor_app WITH CHECK (${OF_OWN_BODY}
        AND ${BY_SUBJECT('recorded_by')}
        AND EXISTS (SELECT FROM outreach_task t WHERE t.id = task_id AND t.notification_id = outreach_visit.notification_id
          AND t.territory = outreach_visit.territory AND t.responsible = outreach_visit.responsible AND t.state = 'OPEN'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outreach_visit, outreach_task');
  }
}
