import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who states something of a child often does not see it any more once it is said, nor the other notifications of the same
 * child. What the other services are told of each of them is read by the owner's function: without names, and with the
 * stricter word where a notification and the one that stands for it differ.
 */
export class TellHowChildrenStand1764300000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION standings_of_child(of uuid)
        RETURNS TABLE (notification_id uuid, territory text, care_status text, died boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        WITH kept AS (
          SELECT k.* FROM public.birth_notification n JOIN public.birth_notification k ON k.id = coalesce(n.duplicate_of, n.id)
          WHERE n.id = of
        ), every AS (
          SELECT * FROM kept
          UNION ALL SELECT c.* FROM kept JOIN public.birth_notification c ON c.duplicate_of = kept.id
        )
        SELECT every.id, kept.territory,
          CASE kept.care_status WHEN 'WITH_PARENTS' THEN every.care_status ELSE kept.care_status END,
          kept.death_stated_at IS NOT NULL OR every.death_stated_at IS NOT NULL
        FROM every, kept WHERE every.live
        UNION ALL
        SELECT w.notification_id, w.territory, w.care_status, w.cancellation IS NOT DISTINCT FROM 'CHILD_DIED'
        FROM public.documentation_watch w WHERE w.notification_id = of AND w.sibling_id IS NOT NULL
      $$;
      REVOKE ALL ON FUNCTION standings_of_child FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION standings_of_child TO kamkor_app, kamkor_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION standings_of_child(uuid)');
  }
}
