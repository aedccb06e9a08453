import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guarded, HAS_ROLE, inTerritory } from './policies.js';

const IN_ONE = inTerritory('territory_one');
const IN_OTHER = inTerritory('territory_other');

/**
 * Keys and work are the worker's alone: it looks over the whole country, and nothing of what it compares is to be read by
 * anybody. A registrar sees a pair of which one birth is of the own territory, and decides it where both are.
 * A family is shown one child: a mother sees no notification that was closed as a duplicate.
 */
export class CreateDuplicates1764200000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE birth_notification ADD COLUMN duplicate_of uuid
        CONSTRAINT birth_notification_duplicate_of REFERENCES birth_notification (id)
        CONSTRAINT birth_notification_not_of_itself CHECK (duplicate_of <> id);
      ALTER TABLE documentation_watch ADD COLUMN duplicate_of uuid
        CONSTRAINT documentation_watch_duplicate_of REFERENCES documentation_watch (id);
      CREATE INDEX birth_notification_duplicates ON birth_notification (duplicate_of) WHERE duplicate_of IS NOT NULL;
      GRANT UPDATE (duplicate_of) ON birth_notification TO kamkor_worker;
      GRANT UPDATE (notification_id, child_person, territory, responsible) ON outreach_visit TO kamkor_worker;
      GRANT EXECUTE ON FUNCTION follow_notification TO kamkor_worker;
      CREATE POLICY duplicate_is_no_second_child ON birth_notification AS RESTRICTIVE FOR SELECT TO kamkor_app
        USING (duplicate_of IS NULL OR NOT ${HAS_ROLE('citizen')});
      CREATE POLICY duplicate_is_no_second_child ON documentation_watch AS RESTRICTIVE FOR SELECT TO kamkor_app
        USING (duplicate_of IS NULL OR NOT ${HAS_ROLE('citizen')});

      CREATE TABLE duplicate_work (
        id uuid DEFAULT gen_random_uuid() CONSTRAINT duplicate_work_pk PRIMARY KEY,
        kind text NOT NULL CONSTRAINT duplicate_work_kind CHECK (kind IN ('INDEX', 'SEARCH', 'SETTLE')),
        subject_id uuid NOT NULL,
        attempts int NOT NULL DEFAULT 0,
        not_before timestamptz(3) NOT NULL DEFAULT now(),
        error text
      );
      CREATE INDEX duplicate_work_next ON duplicate_work (kind, not_before);
      ${guarded('duplicate_work')}
      GRANT INSERT (kind, subject_id) ON duplicate_work TO kamkor_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON duplicate_work TO kamkor_worker;
      CREATE POLICY search_asked ON duplicate_work FOR INSERT TO kamkor_app
        WITH CHECK (kind = 'INDEX' AND ${HAS_ROLE('hospital', 'health-exchange', 'community-reporter')});
      CREATE POLICY settlement_asked ON duplicate_work FOR INSERT TO kamkor_app
        WITH CHECK (kind = 'SETTLE' AND ${HAS_ROLE('registrar')});

      CREATE TABLE duplicate_key (
        notification_id uuid NOT NULL CONSTRAINT duplicate_key_notification REFERENCES birth_notification (id),
        key text COLLATE "C" NOT NULL,
        birth_date date NOT NULL,
        CONSTRAINT duplicate_key_pk PRIMARY KEY (notification_id, key)
      );
      CREATE INDEX duplicate_key_search ON duplicate_key (key, birth_date, notification_id);
      ${guarded('duplicate_key')}
      GRANT SELECT, INSERT, DELETE ON duplicate_key TO kamkor_worker;

      CREATE TABLE duplicate_candidate (
        id uuid CONSTRAINT duplicate_candidate_pk PRIMARY KEY,
        version int NOT NULL DEFAULT 1,
        one uuid NOT NULL CONSTRAINT duplicate_candidate_one REFERENCES birth_notification (id),
        other uuid NOT NULL CONSTRAINT duplicate_candidate_other REFERENCES birth_notification (id),
        territory_one text COLLATE "C" NOT NULL,
        territory_other text COLLATE "C" NOT NULL,
        score int NOT NULL CONSTRAINT duplicate_candidate_score CHECK (score BETWEEN 0 AND 100),
        reasons text[] NOT NULL,
        state text NOT NULL DEFAULT 'OPEN'
          CONSTRAINT duplicate_candidate_state CHECK (state IN ('OPEN', 'SAME', 'DIFFERENT')),
        urgency int NOT NULL GENERATED ALWAYS AS (CASE state WHEN 'OPEN' THEN 100 - score ELSE 1000 END) STORED,
        found_at timestamptz(3) NOT NULL,
        kept uuid,
        decided_at timestamptz(3),
        decided_by text,
        grounds text,
        undone_at timestamptz(3),
        undone_by text,
        undo_reason text,
        settled_kept uuid,
        cancelled_watch boolean NOT NULL DEFAULT false,
        moved_tasks uuid[] NOT NULL DEFAULT '{}',
        CONSTRAINT duplicate_candidate_pair UNIQUE (one, other),
        CONSTRAINT duplicate_candidate_ordered CHECK (one < other),
        CONSTRAINT duplicate_candidate_kept CHECK ((state = 'SAME') = (kept IS NOT NULL) AND kept IN (one, other)),
        CONSTRAINT duplicate_candidate_decided CHECK ((state = 'OPEN') = (decided_at IS NULL)
          AND (state = 'OPEN') = (decided_by IS NULL) AND (state = 'OPEN') = (grounds IS NULL))
      );
      CREATE INDEX duplicate_candidate_of_other ON duplicate_candidate (other);
      CREATE INDEX duplicate_candidate_in_order ON duplicate_candidate (urgency, found_at, id);
      CREATE INDEX duplicate_candidate_of_territory ON duplicate_candidate (territory_one, urgency);
      CREATE INDEX duplicate_candidate_of_other_territory ON duplicate_candidate (territory_other, urgency);
      ${guarded('duplicate_candidate')}
      GRANT SELECT ON duplicate_candidate TO kamkor_app;
      GRANT UPDATE (version, state, kept, decided_at, decided_by, grounds, undone_at, undone_by, undo_reason)
        ON duplicate_candidate TO kamkor_app;
      GRANT SELECT, INSERT, UPDATE ON duplicate_candidate TO kamkor_worker;
      CREATE POLICY pair_of_territory ON duplicate_candidate FOR SELECT TO kamkor_app
        USING (${HAS_ROLE('registrar')} AND (${IN_ONE} OR ${IN_OTHER}));
      CREATE POLICY pair_decided ON duplicate_candidate FOR UPDATE TO kamkor_app
        USING (${HAS_ROLE('registrar')} AND ${IN_ONE} AND ${IN_OTHER})
        WITH CHECK (${HAS_ROLE('registrar')} AND ${IN_ONE} AND ${IN_OTHER});

      CREATE POLICY indexed_once ON birth_notification FOR SELECT TO CURRENT_USER USING (true);
      CREATE POLICY indexed_once ON duplicate_work FOR INSERT TO CURRENT_USER WITH CHECK (true);
      INSERT INTO duplicate_work (kind, subject_id) SELECT 'INDEX', id FROM birth_notification;
      DROP POLICY indexed_once ON duplicate_work;
      DROP POLICY indexed_once ON birth_notification;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE duplicate_candidate, duplicate_key, duplicate_work;
      REVOKE EXECUTE ON FUNCTION follow_notification FROM kamkor_worker;
      DROP POLICY duplicate_is_no_second_child ON documentation_watch;
      DROP POLICY duplicate_is_no_second_child ON birth_notification;
      ALTER TABLE documentation_watch DROP COLUMN duplicate_of;
      ALTER TABLE birth_notification DROP COLUMN duplicate_of;
    `);
  }
}
