import type { MigrationInterface, QueryRunner } from 'typeorm';

const DEFINER = 'SECURITY DEFINER SET search_path = pg_catalog, pg_temp';
const KEPT = '(SELECT n.duplicate_of FROM public.birth_notification n WHERE n.id = of AND n.duplicate_of IS NOT NULL)';

/**
 * What is stated of a notification that was closed as a duplicate is stated of the child: whoever notified it knows of no
 * other, and a mother who gave the child up must not be visited because of the one that was kept. So the statement is
 * carried over by the owner's function, for a caller who sees nothing of the kept one.
 */
export class StateOfDuplicates1764200000311 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER FUNCTION state_care(uuid, text) RENAME TO state_care_of_one;
      ALTER FUNCTION state_death(uuid, date, timestamptz) RENAME TO state_death_of_one;
      CREATE FUNCTION state_care(of uuid, status text) RETURNS uuid LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE kept uuid := ${KEPT};
      BEGIN
        PERFORM public.state_care_of_one(of, status);
        IF kept IS NULL THEN RETURN NULL; END IF;
        PERFORM FROM public.birth_notification WHERE id = kept FOR UPDATE;
        PERFORM public.lock_watch_of(kept);
        UPDATE public.birth_notification SET care_status = status, version = version + 1 WHERE id = kept;
        UPDATE public.documentation_watch SET care_status = status, version = version + 1,
            responsible = CASE status WHEN 'WITH_PARENTS' THEN 'SOCIAL_UNIT' ELSE 'GUARDIANSHIP' END
          WHERE notification_id = kept;
        PERFORM public.follow_watch(kept);
        RETURN kept;
      END $$;
      CREATE FUNCTION state_death(of uuid, day date, legal_now timestamptz) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE kept uuid := ${KEPT};
      BEGIN
        PERFORM public.state_death_of_one(of, day, legal_now);
        IF kept IS NULL THEN RETURN; END IF;
        PERFORM FROM public.birth_notification WHERE id = kept FOR UPDATE;
        PERFORM public.lock_watch_of(kept);
        UPDATE public.birth_notification SET died_on = day, death_stated_at = legal_now, version = version + 1
          WHERE id = kept;
        WITH ended AS (
          UPDATE public.deadline d SET state = 'CANCELLED', ended_at = legal_now, suspended_at = NULL, retry_at = NULL,
              version = d.version + 1
            WHERE d.state IN ('PENDING', 'SUSPENDED', 'PARKED') AND d.subject_id IN (
              SELECT w.id FROM public.documentation_watch w WHERE w.notification_id = kept
              UNION ALL SELECT t.id FROM public.outreach_task t WHERE t.notification_id = kept AND t.state = 'OPEN')
            RETURNING d.id, d.due_at)
        INSERT INTO public.deadline_change (deadline_id, changed_at, changed_by, change, why, due_before, due_after)
          SELECT id, legal_now, current_setting('kamkor.subject', true), 'CANCELLED', 'the child has died', due_at, due_at
          FROM ended;
        UPDATE public.outreach_task SET closing = 'CHILD_DIED', closed_at = legal_now, reminder_due_at = NULL,
            version = version + 1, state = CASE visits WHEN 0 THEN 'WITHDRAWN' ELSE 'CLOSED' END
          WHERE notification_id = kept AND state = 'OPEN';
        UPDATE public.documentation_watch SET state = 'CANCELLED', cancellation = 'CHILD_DIED', version = version + 1
          WHERE notification_id = kept AND state NOT IN ('DOCUMENTED', 'CANCELLED');
      END $$;
      REVOKE ALL ON FUNCTION state_care, state_death FROM PUBLIC;
      REVOKE ALL ON FUNCTION state_care_of_one, state_death_of_one FROM kamkor_app;
      GRANT EXECUTE ON FUNCTION state_care, state_death TO kamkor_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION state_death(uuid, date, timestamptz);
      DROP FUNCTION state_care(uuid, text);
      ALTER FUNCTION state_death_of_one(uuid, date, timestamptz) RENAME TO state_death;
      ALTER FUNCTION state_care_of_one(uuid, text) RENAME TO state_care;
      GRANT EXECUTE ON FUNCTION state_care, state_death TO kamkor_app;
    `);
  }
}
