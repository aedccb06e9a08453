import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guarded, HAS_ROLE, IN_TERRITORY, OF_OWN_CHILD } from './policies.js';

/**
 * What a policy decides by stands in the row itself, so that no policy has to look into another table.
 * `urgency` is the order of work lists: overdue first. Facilities see no watch, not even of the births they notified.
 */
export class CreateDocumentationWatch1764100000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE documentation_watch (
        id uuid CONSTRAINT documentation_watch_pk PRIMARY KEY,
        version int NOT NULL DEFAULT 1,
        notification_id uuid NOT NULL CONSTRAINT documentation_watch_one_of_notification UNIQUE
          CONSTRAINT documentation_watch_notification REFERENCES birth_notification (id),
        child_person uuid,
        mother_person uuid,
        care_status text NOT NULL,
        responsible text NOT NULL CONSTRAINT documentation_watch_responsible
          CHECK (responsible = CASE care_status WHEN 'WITH_PARENTS' THEN 'SOCIAL_UNIT' ELSE 'GUARDIANSHIP' END),
        territory text COLLATE "C" NOT NULL,
        territory_source text NOT NULL,
        birth_date date NOT NULL,
        born_at timestamptz(3) NOT NULL,
        due_at timestamptz(3) NOT NULL,
        state text NOT NULL DEFAULT 'AWAITING_APPLICATION' CONSTRAINT documentation_watch_state
          CHECK (state IN ('AWAITING_APPLICATION', 'APPLIED', 'OVERDUE', 'DOCUMENTED', 'CANCELLED')),
        urgency int NOT NULL GENERATED ALWAYS AS (
          CASE state WHEN 'OVERDUE' THEN 0 WHEN 'AWAITING_APPLICATION' THEN 1 WHEN 'APPLIED' THEN 2 ELSE 3 END) STORED,
        was_overdue boolean NOT NULL DEFAULT false,
        overdue_noticed_at timestamptz(3),
        learnt_late boolean NOT NULL DEFAULT false,
        applied_at timestamptz(3),
        registered_at timestamptz(3),
        documented_at timestamptz(3),
        CONSTRAINT documentation_watch_documented CHECK ((state = 'DOCUMENTED') = (documented_at IS NOT NULL))
      );
      CREATE INDEX documentation_watch_in_order ON documentation_watch (urgency, due_at, id);
      CREATE INDEX documentation_watch_of_territory ON documentation_watch (territory, state, was_overdue);
      CREATE INDEX documentation_watch_of_child ON documentation_watch (child_person) WHERE child_person IS NOT NULL;
      CREATE INDEX documentation_watch_of_mother ON documentation_watch (mother_person) WHERE mother_person IS NOT NULL;
      ${guarded('documentation_watch')}
      GRANT SELECT, INSERT ON documentation_watch TO kamkor_app;
      GRANT SELECT, UPDATE ON documentation_watch TO kamkor_worker;

      CREATE POLICY watch_of_territory ON documentation_watch FOR SELECT TO kamkor_app USING (${IN_TERRITORY} AND (
        ${HAS_ROLE('registrar')}
        OR (responsible = 'SOCIAL_UNIT' AND ${HAS_ROLE('social-worker', 'social-supervisor')})
        OR (responsible = 'GUARDIANSHIP' AND ${HAS_ROLE('guardianship')})));
      CREATE POLICY watch_of_mother ON documentation_watch FOR SELECT TO kamkor_app USING (${OF_OWN_CHILD});
      CREATE POLICY watch_of_own_notification ON documentation_watch FOR INSERT TO kamkor_app
        WITH CHECK (EXISTS (SELECT FROM birth_notification n WHERE n.id = notification_id AND n.live
          AND n.territory = documentation_watch.territory AND n.care_status = documentation_watch.care_status
          AND n.birth_date = documentation_watch.birth_date));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE documentation_watch');
  }
}
