import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BY_SUBJECT, guarded, HAS_ROLE, IN_TERRITORY, OF_OWN_FACILITY } from './policies.js';

const SOCIAL = HAS_ROLE('social-worker', 'social-supervisor');
const BODY = `(${HAS_ROLE('registrar')} OR (care_status = 'WITH_PARENTS' AND ${SOCIAL})
  OR (care_status <> 'WITH_PARENTS' AND ${HAS_ROLE('guardianship')}))`;
/** Whoever may see the birth, but the mother. */
const MAY_STATE = `(${IN_TERRITORY} AND ${BODY})
  OR (${OF_OWN_FACILITY} AND ${HAS_ROLE('hospital', 'health-exchange')})
  OR (${BY_SUBJECT('reporter')} AND ${HAS_ROLE('community-reporter')})`;
const OPEN = `('PENDING', 'SUSPENDED', 'PARKED')`;
const SUBJECTS = `SELECT w.id FROM public.documentation_watch w WHERE w.notification_id = of
  UNION ALL SELECT t.id FROM public.outreach_task t WHERE t.notification_id = of AND t.state = 'OPEN'`;
const DEFINER = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;

/**
 * A child may be given up, found abandoned, taken into care or die at any time, and who learns of it often sees neither
 * watch nor task, or not any more once it is said. So the owner's functions move all of it in one go, under lock, for a
 * caller who may see the birth. What was stated stays as a row, seen by who stated it and by guardianship.
 */
export class StateCareAndDeath1764200000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE child_statement (
        id uuid CONSTRAINT child_statement_pk PRIMARY KEY,
        notification_id uuid NOT NULL,
        child_person uuid,
        territory text COLLATE "C" NOT NULL,
        care_status text CONSTRAINT child_statement_care
          CHECK (care_status IN ('WITH_PARENTS', 'RELINQUISHED', 'ABANDONED', 'IN_CARE')),
        died_on date,
        stated_at timestamptz(3) NOT NULL,
        stated_by text NOT NULL
      );
      CREATE INDEX child_statement_of_notification ON child_statement (notification_id, stated_at);
      ${guarded('child_statement')}
      GRANT SELECT, INSERT ON child_statement TO kamkor_app;
      GRANT SELECT ON child_statement TO kamkor_worker;
      CREATE POLICY stated_by_caller ON child_statement TO kamkor_app USING (${BY_SUBJECT('stated_by')})
        WITH CHECK (${BY_SUBJECT('stated_by')});
      CREATE POLICY statement_of_guardianship ON child_statement FOR SELECT TO kamkor_app
        USING (${IN_TERRITORY} AND ${HAS_ROLE('guardianship')});

      ALTER TABLE birth_notification ADD COLUMN died_on date, ADD COLUMN death_stated_at timestamptz(3);
      ALTER TABLE documentation_watch ADD COLUMN cancellation text CONSTRAINT documentation_watch_cancellation
        CHECK (cancellation IN ('CHILD_DIED', 'DUPLICATE'));
      ALTER TABLE outreach_task DROP CONSTRAINT outreach_task_closing, ADD CONSTRAINT outreach_task_closing
          CHECK (closing IN ('DOCUMENTED', 'APPLIED_IN_TIME', 'WATCH_CANCELLED', 'CHILD_DIED')),
        ADD COLUMN assigned_to text,
        ADD COLUMN assigned_at timestamptz(3),
        ADD COLUMN assigned_by text;
      GRANT UPDATE (assigned_to, assigned_at, assigned_by) ON outreach_task TO kamkor_app;

      CREATE FUNCTION follow_watch(of uuid) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        UPDATE public.outreach_task t SET version = t.version + 1, territory = w.territory, responsible = w.responsible,
            assigned_to = NULL, assigned_at = NULL, assigned_by = NULL
          FROM public.documentation_watch w WHERE w.notification_id = of AND t.watch_id = w.id AND t.state = 'OPEN'
            AND (t.territory, t.responsible) IS DISTINCT FROM (w.territory, w.responsible);
        UPDATE public.deadline d SET version = d.version + 1, territory = w.territory, owner = w.responsible
          FROM public.documentation_watch w WHERE w.notification_id = of AND d.state IN ${OPEN}
            AND (d.subject_id = w.id OR d.subject_id IN
              (SELECT t.id FROM public.outreach_task t WHERE t.watch_id = w.id AND t.state = 'OPEN'))
            AND (d.territory, d.owner) IS DISTINCT FROM (w.territory, w.responsible);
      END $$;

      CREATE OR REPLACE FUNCTION follow_notification(of uuid) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        PERFORM public.lock_watch_of(of);
        UPDATE public.documentation_watch w SET version = w.version + 1, territory = n.territory,
            territory_source = n.territory_source
          FROM public.birth_notification n WHERE n.id = of AND w.notification_id = of
            AND (w.territory, w.territory_source) IS DISTINCT FROM (n.territory, n.territory_source);
        PERFORM public.follow_watch(of);
      END $$;

      CREATE FUNCTION lock_birth(of uuid, OUT version int, OUT care_status text, OUT live boolean, OUT death_stated boolean,
          OUT birth_date date, OUT territory text, OUT child_person uuid, OUT watch_id uuid) RETURNS SETOF record
        LANGUAGE plpgsql ${DEFINER} AS $$
      #variable_conflict use_column
      BEGIN
        PERFORM FROM public.birth_notification WHERE id = of FOR UPDATE;
        PERFORM public.lock_watch_of(of);
        RETURN QUERY SELECT n.version, n.care_status, n.live, n.death_stated_at IS NOT NULL, n.birth_date, n.territory,
            n.child_person, w.id
          FROM (SELECT * FROM public.birth_notification WHERE id = of AND (${MAY_STATE})) n
          LEFT JOIN public.documentation_watch w ON w.notification_id = n.id;
        IF FOUND THEN RETURN; END IF;
        RETURN QUERY SELECT w.version, w.care_status, true, w.state = 'CANCELLED', w.birth_date, w.territory,
            w.child_person, w.id
          FROM public.documentation_watch w
          WHERE w.notification_id = of AND w.id IN (SELECT id FROM public.documentation_watch WHERE ${IN_TERRITORY} AND ${BODY})
            AND NOT EXISTS (SELECT FROM public.birth_notification n WHERE n.id = of);
      END $$;

      CREATE FUNCTION state_care(of uuid, status text) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM public.lock_birth(of)) THEN RAISE EXCEPTION 'not for this caller to state'; END IF;
        UPDATE public.birth_notification SET care_status = status, version = version + 1 WHERE id = of;
        UPDATE public.documentation_watch SET care_status = status, version = version + 1,
            responsible = CASE status WHEN 'WITH_PARENTS' THEN 'SOCIAL_UNIT' ELSE 'GUARDIANSHIP' END
          WHERE notification_id = of;
        PERFORM public.follow_watch(of);
      END $$;

      CREATE FUNCTION state_death(of uuid, day date, legal_now timestamptz) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM public.lock_birth(of)) THEN RAISE EXCEPTION 'not for this caller to state'; END IF;
        UPDATE public.birth_notification SET died_on = day, death_stated_at = legal_now, version = version + 1 WHERE id = of;
        WITH ended AS (
          UPDATE public.deadline d SET state = 'CANCELLED', ended_at = legal_now, suspended_at = NULL, retry_at = NULL,
              version = d.version + 1
            WHERE d.state IN ${OPEN} AND d.subject_id IN (${SUBJECTS})
            RETURNING d.id, d.due_at)
        INSERT INTO public.deadline_change (deadline_id, changed_at, changed_by, change, why, due_before, due_after)
          SELECT id, legal_now, current_setting('kamkor.subject', true), 'CANCELLED', 'the child has died', due_at, due_at
          FROM ended;
        UPDATE public.outreach_task SET closing = 'CHILD_DIED', closed_at = legal_now, reminder_due_at = NULL,
            version = version + 1, state = CASE visits WHEN 0 THEN 'WITHDRAWN' ELSE 'CLOSED' END
          WHERE notification_id = of AND state = 'OPEN';
        UPDATE public.documentation_watch SET state = 'CANCELLED', cancellation = 'CHILD_DIED', version = version + 1
          WHERE notification_id = of AND state NOT IN ('DOCUMENTED', 'CANCELLED');
      END $$;
      REVOKE ALL ON FUNCTION follow_watch, lock_birth, state_care, state_death FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION lock_birth, state_care, state_death TO kamkor_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION state_death(uuid, date, timestamptz);
      DROP FUNCTION state_care(uuid, text);
      DROP FUNCTION lock_birth(uuid);
      ALTER TABLE outreach_task DROP COLUMN assigned_to, DROP COLUMN assigned_at, DROP COLUMN assigned_by;
      ALTER TABLE documentation_watch DROP COLUMN cancellation;
      ALTER TABLE birth_notification DROP COLUMN died_on, DROP COLUMN death_stated_at;
      DROP TABLE child_statement;
    `);
  }
}
