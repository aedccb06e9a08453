import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPEN = `('PENDING', 'SUSPENDED', 'PARKED')`;

const TASK_AND_CLOCKS = `
        UPDATE public.outreach_task t SET version = t.version + 1, territory = w.territory, responsible = w.responsible,
            assigned_to = NULL, assigned_at = NULL, assigned_by = NULL
          FROM public.documentation_watch w WHERE w.notification_id = of AND t.watch_id = w.id AND t.state = 'OPEN'
            AND (t.territory, t.responsible) IS DISTINCT FROM (w.territory, w.responsible);
        UPDATE public.deadline d SET version = d.version + 1, territory = w.territory, owner = w.responsible
          FROM public.documentation_watch w WHERE w.notification_id = of AND d.state IN ${OPEN}
            AND (d.subject_id = w.id OR d.subject_id IN
              (SELECT t.id FROM public.outreach_task t WHERE t.watch_id = w.id AND t.state = 'OPEN'))
            AND (d.territory, d.owner) IS DISTINCT FROM (w.territory, w.responsible);`;

/** Only between units of one body: what a social worker saw at a mother's home is not guardianship's when she is left alone. */
const VISITS = `
        UPDATE public.outreach_visit v SET territory = w.territory
          FROM public.documentation_watch w JOIN public.outreach_task t ON t.watch_id = w.id AND t.state = 'OPEN'
          WHERE w.notification_id = of AND v.task_id = t.id AND v.responsible = w.responsible AND v.territory <> w.territory;`;

/** What is known of the child itself goes wherever the child is watched. */
const SIBLING = `
        UPDATE public.undocumented_sibling s SET territory = w.territory, responsible = w.responsible
          FROM public.documentation_watch w WHERE w.notification_id = of AND s.id = w.sibling_id
            AND (s.territory, s.responsible) IS DISTINCT FROM (w.territory, w.responsible);`;

/** One that somebody has taken up stays with who looks after it. Clock before row, as who takes it up locks them. */
const CONCERN = `
        UPDATE public.deadline d SET version = d.version + 1, territory = w.territory
          FROM public.documentation_watch w JOIN public.safety_concern c ON c.notification_id = w.notification_id
          WHERE w.notification_id = of AND c.state = 'RAISED' AND d.subject_id = c.id AND d.state IN ${OPEN}
            AND d.territory <> w.territory;
        UPDATE public.safety_concern c SET version = c.version + 1, territory = w.territory, escalated_to = NULL
          FROM public.documentation_watch w WHERE w.notification_id = of AND c.notification_id = of AND c.state = 'RAISED'
            AND c.territory <> w.territory;`;

const followWatch = (body: string): string => `
      CREATE OR REPLACE FUNCTION follow_watch(of uuid) RETURNS void LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN${body}
      END $$;`;

/**
 * Who takes a family over has to see what its visits found, and the protection workers there that somebody may not be
 * safe: visits, a sibling's record and a concern that nobody has taken up go where the task goes, and those that were
 * left behind are moved now.
 */
export class MoveVisitsWithTasks1764300000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE POLICY owner_follows ON outreach_visit TO CURRENT_USER USING (true) WITH CHECK (true);
      CREATE POLICY owner_follows ON undocumented_sibling TO CURRENT_USER USING (true) WITH CHECK (true);
      CREATE POLICY owner_follows ON safety_concern TO CURRENT_USER USING (true) WITH CHECK (true);
      ${followWatch(TASK_AND_CLOCKS + VISITS + SIBLING + CONCERN)}
      SELECT follow_watch(w.notification_id) FROM documentation_watch w WHERE w.notification_id IN (
        SELECT v.notification_id FROM outreach_visit v JOIN documentation_watch o USING (notification_id)
          WHERE v.territory <> o.territory
        UNION SELECT c.notification_id FROM safety_concern c JOIN documentation_watch o USING (notification_id)
          WHERE c.territory <> o.territory
        UNION SELECT s.id FROM undocumented_sibling s JOIN documentation_watch o ON o.sibling_id = s.id
          WHERE s.territory <> o.territory);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${followWatch(TASK_AND_CLOCKS)}
      DROP POLICY owner_follows ON safety_concern;
      DROP POLICY owner_follows ON undocumented_sibling;
      DROP POLICY owner_follows ON outreach_visit;
    `);
  }
}
