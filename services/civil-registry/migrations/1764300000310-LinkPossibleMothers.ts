import type { MigrationInterface, QueryRunner } from 'typeorm';

const link = (parameters: string, possible: string) => `
CREATE FUNCTION link_notified_children(${parameters}) RETURNS TABLE (id uuid, "notificationId" uuid, "childId" uuid,
    "motherId" uuid, "registryState" text, "withheldFromMother" boolean)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    WITH linked AS (
      UPDATE public.birth_record r SET mother = m.id, version = r.version + 1 FROM public.person m
      WHERE m.id = known_mother AND m.pin = r.mother_pin AND r.mother IS NULL ${possible}
      RETURNING r.id, r.notification_id, r.child, r.mother, r.registry_state, r.withheld_from_mother
    ), children AS (
      UPDATE public.person c SET mother = l.mother, version = c.version + 1 FROM linked l
      WHERE c.id = l.child AND c.mother IS NULL
    )
    SELECT * FROM linked
  $$;
REVOKE ALL ON FUNCTION link_notified_children FROM PUBLIC;
GRANT EXECUTE ON FUNCTION link_notified_children TO kamkor_app;`;

/** A facility's slip in a PIN can name a child, or somebody who was not born yet: such a person becomes nobody's mother. */
export class LinkPossibleMothers1764300000310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION link_notified_children;
${link('known_mother uuid, born_from date, born_to date', 'AND r.birth_date BETWEEN born_from AND born_to')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION link_notified_children; ${link('known_mother uuid', '')}`);
  }
}
