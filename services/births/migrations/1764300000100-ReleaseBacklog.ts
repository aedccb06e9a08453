import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BY_SUBJECT, guarded, HAS_ROLE, IN_TERRITORY } from './policies.js';

const DEFINER = 'SECURITY DEFINER SET search_path = pg_catalog, pg_temp';
const SUPERVISES = `(${IN_TERRITORY} AND ${HAS_ROLE('social-supervisor')})`;
/** A start is seen by who works in its territory, below it or above it: a district has to know that its province began. */
const SEEN = `((${IN_TERRITORY} OR ((SELECT current_setting('kamkor.territory_from', true)) >= territory
    AND (SELECT current_setting('kamkor.territory_from', true)) < (territory || '.') COLLATE "C"))
  AND ${HAS_ROLE('social-worker', 'social-supervisor')})`;
/** A supervisor releases a child that waits, and nobody writes to a watch for anything else. */
const SENDS = `(${SUPERVISES} AND responsible = 'SOCIAL_UNIT' AND state = 'OVERDUE')`;

/**
 * When a territory went live, and who waits for release since. That a child waits follows from its watch: whoever
 * applies, dies, is documented or given up has left the backlog with that. A watch that moves while it waits has a clock
 * that is due at once: whether it still waits where it is now is the worker's to decide. No two starts overlap.
 */
export class ReleaseBacklog1764300000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TYPE territory_range AS RANGE (subtype = text, collation = "C");
      CREATE TABLE territory_start (
        id uuid CONSTRAINT territory_start_pk PRIMARY KEY,
        version int NOT NULL DEFAULT 1,
        territory text COLLATE "C" NOT NULL CONSTRAINT territory_start_territory REFERENCES territory (code),
        starts_on date NOT NULL,
        starts_at timestamptz(3) NOT NULL,
        workers int NOT NULL CONSTRAINT territory_start_workers CHECK (workers > 0),
        children_per_worker int CONSTRAINT territory_start_quota CHECK (children_per_worker > 0),
        next_release_at timestamptz(3) NOT NULL,
        declared_at timestamptz(3) NOT NULL,
        declared_by text NOT NULL,
        withdrawn_at timestamptz(3),
        withdrawn_by text,
        CONSTRAINT territory_start_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
        CONSTRAINT territory_start_one EXCLUDE USING gist (territory_range(territory, territory || '.') WITH &&)
          WHERE (withdrawn_at IS NULL)
      );
      CREATE INDEX territory_start_in_order ON territory_start (territory, id);
      ${guarded('territory_start')}
      GRANT SELECT, INSERT, UPDATE (version, workers, children_per_worker, withdrawn_at, withdrawn_by)
        ON territory_start TO kamkor_app;
      GRANT SELECT, UPDATE ON territory_start TO kamkor_worker;
      CREATE POLICY start_seen ON territory_start FOR SELECT TO kamkor_app USING ${SEEN};
      CREATE POLICY start_declared ON territory_start FOR INSERT TO kamkor_app
        WITH CHECK (${SUPERVISES} AND ${BY_SUBJECT('declared_by')});
      CREATE POLICY start_changed ON territory_start FOR UPDATE TO kamkor_app USING ${SUPERVISES} WITH CHECK ${SUPERVISES};
      CREATE POLICY owner_counts ON territory_start FOR SELECT TO CURRENT_USER USING (true);

      ALTER TABLE documentation_watch
        ADD COLUMN waits_since timestamptz(3),
        ADD COLUMN released_at timestamptz(3),
        ADD COLUMN awaits_release boolean NOT NULL GENERATED ALWAYS AS
          (state = 'OVERDUE' AND responsible = 'SOCIAL_UNIT' AND waits_since IS NOT NULL) STORED,
        ADD COLUMN release_rank int NOT NULL GENERATED ALWAYS AS (DATE '2200-01-01' - birth_date) STORED;
      CREATE INDEX documentation_watch_awaits_release ON documentation_watch (territory, release_rank, id)
        WHERE awaits_release;
      CREATE INDEX documentation_watch_released ON documentation_watch (territory) WHERE released_at IS NOT NULL;
      GRANT UPDATE (version, waits_since, released_at) ON documentation_watch TO kamkor_app;
      CREATE POLICY watch_released ON documentation_watch FOR UPDATE TO kamkor_app USING ${SENDS} WITH CHECK ${SENDS};

      GRANT INSERT (id, watch_id, notification_id, child_person, territory, responsible, opened_at, due_at,
        first_visit_due_at, review_due_at) ON outreach_task TO kamkor_app;
      CREATE POLICY task_of_released ON outreach_task AS RESTRICTIVE FOR INSERT TO kamkor_app WITH CHECK (${SUPERVISES}
        AND EXISTS (SELECT FROM documentation_watch w WHERE w.id = watch_id AND w.awaits_release
          AND w.notification_id = outreach_task.notification_id AND w.territory = outreach_task.territory
          AND w.responsible = outreach_task.responsible));

      CREATE FUNCTION check_waiting_watch() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        INSERT INTO public.deadline (id, kind, subject_type, subject_id, person, territory, owner, binds, regulation,
            opened_at, due_at)
          VALUES (gen_random_uuid(), 'BACKLOG_CHECK', 'DocumentationWatch', NEW.id, NEW.child_person, NEW.territory,
            NEW.responsible, 'STATE', 'births.backlog-quota', NEW.waits_since, NEW.waits_since)
          ON CONFLICT DO NOTHING;
        PERFORM pg_notify('kamkor_deadline', '');
        RETURN NULL;
      END $$;
      CREATE TRIGGER waiting_watch_moved AFTER UPDATE OF territory, responsible ON documentation_watch FOR EACH ROW
        WHEN (OLD.awaits_release AND NEW.state = 'OVERDUE' AND NEW.waits_since IS NOT NULL
          AND (NEW.territory, NEW.responsible) IS DISTINCT FROM (OLD.territory, OLD.responsible))
        EXECUTE FUNCTION check_waiting_watch();

      CREATE FUNCTION count_backlog(starts uuid[]) RETURNS TABLE (start_id uuid, waiting bigint, released bigint)
        LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT s.id,
          (SELECT count(*) FROM public.documentation_watch w WHERE w.awaits_release
            AND w.territory >= s.territory AND w.territory < (s.territory || '.') COLLATE "C"),
          (SELECT count(*) FROM public.documentation_watch w WHERE w.released_at >= s.declared_at AND w.due_at < s.starts_at
            AND w.territory >= s.territory AND w.territory < (s.territory || '.') COLLATE "C")
        FROM public.territory_start s WHERE s.id = ANY (starts) AND s.withdrawn_at IS NULL AND ${SEEN}
      $$;
      REVOKE ALL ON FUNCTION check_waiting_watch, count_backlog FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION count_backlog TO kamkor_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('children who wait would have neither a task nor a turn');
  }
}
