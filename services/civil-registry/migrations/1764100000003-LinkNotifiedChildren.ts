import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleIs } from './policy.js';

/**
 * A mother may become known to the registry in one territory after her child was notified in another, where the registrar
 * who enters her sees nothing. So the link is made by a function of the owner, by the identifier that both rows hold; the
 * app alone can link nobody.
 */
export class LinkNotifiedChildren1764100000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE POLICY owner_links ON person TO CURRENT_USER USING (${roleIs('registrar')});
CREATE POLICY owner_links ON birth_record TO CURRENT_USER USING (${roleIs('registrar')});
CREATE FUNCTION link_notified_children(known_mother uuid) RETURNS TABLE (id uuid, "notificationId" uuid, "childId" uuid,
    "motherId" uuid, "registryState" text, "withheldFromMother" boolean)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    WITH linked AS (
      UPDATE public.birth_record r SET mother = m.id, version = r.version + 1 FROM public.person m
      WHERE m.id = known_mother AND m.pin = r.mother_pin AND r.mother IS NULL
      RETURNING r.id, r.notification_id, r.child, r.mother, r.registry_state, r.withheld_from_mother
    ), children AS (
      UPDATE public.person c SET mother = l.mother, version = c.version + 1 FROM linked l
      WHERE c.id = l.child AND c.mother IS NULL
    )
    SELECT * FROM linked
  $$;
REVOKE ALL ON FUNCTION link_notified_children FROM PUBLIC;
GRANT EXECUTE ON FUNCTION link_notified_children TO kamkor_app;
REVOKE UPDATE (mother) ON person, birth_record FROM kamkor_app;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
GRANT UPDATE (mother) ON person, birth_record TO kamkor_app;
DROP FUNCTION link_notified_children;
DROP POLICY owner_links ON birth_record;
DROP POLICY owner_links ON person;`);
  }
}
