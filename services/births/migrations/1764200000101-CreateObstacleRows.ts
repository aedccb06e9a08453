import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BY_SUBJECT, guarded, HAS_ROLE, IN_TERRITORY } from './policies.js';

const VISITS = `(${IN_TERRITORY} AND ${BY_SUBJECT('recorded_by')}
  AND ${HAS_ROLE('social-worker', 'social-supervisor', 'guardianship')})`;
const PROTECTS = `(${IN_TERRITORY} AND ${HAS_ROLE('guardianship')})`;

/**
 * What a visit found and what is acted on in this service. A sibling found without documents is watched like a notified
 * child, under an id of its own in place of a notification's: so the watch's foreign key gives way to `sibling_id`.
 * A safety concern is seen by who protects, and written by visitors who do not see it afterwards, nor its deadline.
 */
export class CreateObstacleRows1764200000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE undocumented_sibling (
        id uuid CONSTRAINT undocumented_sibling_pk PRIMARY KEY,
        family uuid NOT NULL,
        visit_id uuid NOT NULL CONSTRAINT undocumented_sibling_visit REFERENCES outreach_visit (id),
        birth_date date NOT NULL,
        birth_date_approximate boolean NOT NULL,
        sex text NOT NULL CONSTRAINT undocumented_sibling_sex CHECK (sex IN ('FEMALE', 'MALE', 'UNDETERMINED')),
        given_name text NOT NULL,
        occurrence int NOT NULL,
        territory text COLLATE "C" NOT NULL,
        responsible text NOT NULL,
        found_at timestamptz(3) NOT NULL,
        recorded_by text NOT NULL,
        CONSTRAINT undocumented_sibling_once UNIQUE (family, birth_date, sex, given_name, occurrence)
      );
      CREATE INDEX undocumented_sibling_of_visit ON undocumented_sibling (visit_id);
      ${guarded('undocumented_sibling')}
      GRANT SELECT, INSERT ON undocumented_sibling TO kamkor_app;
      GRANT SELECT ON undocumented_sibling TO kamkor_worker;
      CREATE POLICY sibling_of_own_body ON undocumented_sibling FOR SELECT TO kamkor_app USING (${IN_TERRITORY} AND (
        (responsible = 'SOCIAL_UNIT' AND ${HAS_ROLE('social-worker', 'social-supervisor')})
        OR (responsible = 'GUARDIANSHIP' AND ${HAS_ROLE('guardianship')})));
      CREATE POLICY sibling_found ON undocumented_sibling FOR INSERT TO kamkor_app WITH CHECK (${VISITS});

      ALTER TABLE documentation_watch DROP CONSTRAINT documentation_watch_notification,
        ADD COLUMN sibling_id uuid CONSTRAINT documentation_watch_sibling REFERENCES undocumented_sibling (id),
        ADD COLUMN birth_date_approximate boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT documentation_watch_of_sibling CHECK (sibling_id = notification_id);
      CREATE POLICY watch_of_sibling ON documentation_watch FOR INSERT TO kamkor_app WITH CHECK (sibling_id IS NOT NULL
        AND EXISTS (SELECT FROM undocumented_sibling s WHERE s.id = sibling_id AND ${BY_SUBJECT('s.recorded_by')}
          AND s.territory = documentation_watch.territory AND s.responsible = documentation_watch.responsible
          AND s.birth_date = documentation_watch.birth_date));

      CREATE TABLE safety_concern (
        id uuid CONSTRAINT safety_concern_pk PRIMARY KEY,
        version int NOT NULL DEFAULT 1,
        state text NOT NULL DEFAULT 'RAISED'
          CONSTRAINT safety_concern_state CHECK (state IN ('RAISED', 'TAKEN_UP', 'CLOSED')),
        notification_id uuid NOT NULL,
        visit_id uuid CONSTRAINT safety_concern_of_visit UNIQUE REFERENCES outreach_visit (id),
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
        taken_up_at timestamptz(3),
        taken_up_by text,
        closed_at timestamptz(3),
        outcome text CONSTRAINT safety_concern_outcome CHECK (outcome IN ('PROTECTED', 'REFERRED', 'NOT_CONFIRMED')),
        queue_rank int NOT NULL GENERATED ALWAYS AS (CASE state WHEN 'RAISED' THEN 0 WHEN 'TAKEN_UP' THEN 1 ELSE 2 END) STORED,
        CONSTRAINT safety_concern_taken_up CHECK ((state = 'RAISED') = (taken_up_at IS NULL)),
        CONSTRAINT safety_concern_closed CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL AND outcome IS NOT NULL))
      );
      CREATE UNIQUE INDEX safety_concern_of_birth ON safety_concern (notification_id) WHERE visit_id IS NULL;
      CREATE INDEX safety_concern_work_list ON safety_concern (territory, queue_rank, raised_at, id);
      ${guarded('safety_concern')}
      GRANT SELECT, INSERT, UPDATE (version, state, due_at, taken_up_at, taken_up_by, closed_at, outcome, overdue_since)
        ON safety_concern TO kamkor_app;
      GRANT SELECT, INSERT, UPDATE ON safety_concern TO kamkor_worker;
      CREATE POLICY concern_raised ON safety_concern FOR INSERT TO kamkor_app WITH CHECK (${VISITS} AND visit_id IS NOT NULL);
      CREATE POLICY concern_seen ON safety_concern FOR SELECT TO kamkor_app USING (${PROTECTS});
      CREATE POLICY concern_followed ON safety_concern FOR UPDATE TO kamkor_app USING (${PROTECTS});

      CREATE POLICY deadline_of_protection ON deadline AS RESTRICTIVE FOR SELECT TO kamkor_app USING (
        kind <> 'SAFETY_CONCERN' OR ${HAS_ROLE('guardianship')});
    `);
  }

  async down(): Promise<void> {
    throw new Error('what was found at visits is not thrown away');
  }
}
