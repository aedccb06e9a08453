import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BY_SUBJECT } from './policies.js';

const DEFINER = 'SECURITY DEFINER SET search_path = pg_catalog, pg_temp';

/**
 * Children of a family are told apart by what is known of each of them, wherever it is watched and by whom: the rule
 * compares, and what it reads by the owner's function reaches nobody. Who looks at a family waits for whoever does
 * already, so that no child is noted twice. A watch says itself whose sibling it is of: a worker who is sent for it has
 * to find the family.
 */
export class TellSiblingsApart1764300000701 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE POLICY owner_names ON undocumented_sibling TO CURRENT_USER USING (true) WITH CHECK (true);
      ALTER TABLE undocumented_sibling DROP CONSTRAINT undocumented_sibling_once, DROP COLUMN occurrence;
      CREATE INDEX undocumented_sibling_of_family ON undocumented_sibling (family);

      ALTER TABLE documentation_watch ADD COLUMN sibling_of uuid, ADD COLUMN given_name text;
      UPDATE documentation_watch w SET sibling_of = s.family, given_name = nullif(s.given_name, '')
        FROM undocumented_sibling s WHERE s.id = w.sibling_id;
      ALTER TABLE documentation_watch ADD CONSTRAINT documentation_watch_of_family
        CHECK ((sibling_of IS NULL) = (sibling_id IS NULL));
      CREATE INDEX documentation_watch_of_family ON documentation_watch (sibling_of) WHERE sibling_of IS NOT NULL;
      DROP POLICY watch_of_sibling ON documentation_watch;
      CREATE FUNCTION noted_by_caller(sibling uuid, head uuid, place text, body text, born date) RETURNS boolean
        LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT EXISTS (SELECT FROM public.undocumented_sibling s WHERE s.id = sibling AND ${BY_SUBJECT('s.recorded_by')}
          AND s.family = head AND s.territory = place AND s.responsible = body AND s.birth_date = born)
      $$;
      CREATE POLICY watch_of_sibling ON documentation_watch FOR INSERT TO kamkor_app WITH CHECK (sibling_id IS NOT NULL
        AND noted_by_caller(sibling_id, sibling_of, territory, responsible, birth_date));

      CREATE FUNCTION children_of_family(visit uuid) RETURNS TABLE (family uuid, id uuid, birth_date date, sex text,
          given_name text) LANGUAGE plpgsql ${DEFINER} AS $$
      #variable_conflict use_column
      DECLARE head uuid; mother uuid; heads uuid[];
      BEGIN
        SELECT coalesce(w.sibling_of, w.notification_id), w.mother_person INTO head, mother
          FROM public.outreach_visit v JOIN public.documentation_watch w ON w.notification_id = v.notification_id
          WHERE v.id = visit AND ${BY_SUBJECT('v.recorded_by')};
        IF head IS NULL THEN RETURN; END IF;
        SELECT coalesce(n.duplicate_of, n.id) INTO head FROM public.birth_notification n WHERE n.id = head;
        SELECT coalesce(mother, w.mother_person) INTO mother
          FROM public.documentation_watch w WHERE w.notification_id = head;
        PERFORM pg_advisory_xact_lock(hashtextextended('family ' || coalesce(mother, head), 0));
        heads := ARRAY(SELECT n.id FROM public.birth_notification n WHERE n.id = head OR n.duplicate_of = head);
        RETURN QUERY SELECT head, w.sibling_id, w.birth_date, coalesce(s.sex, n.sex), coalesce(w.given_name, '')
          FROM public.documentation_watch w LEFT JOIN public.undocumented_sibling s ON s.id = w.sibling_id
            LEFT JOIN public.birth_notification n ON n.id = w.notification_id
          WHERE (w.notification_id = ANY (heads) OR w.sibling_of = ANY (heads) OR w.mother_person = mother)
            AND w.state <> 'CANCELLED' AND w.duplicate_of IS NULL
          UNION ALL SELECT head, NULL, NULL, NULL, NULL
          ORDER BY 3, 2;
      END $$;

      CREATE FUNCTION complete_siblings(visit uuid, siblings uuid[], names text[], sexes text[]) RETURNS void
        LANGUAGE sql ${DEFINER} AS $$
        UPDATE public.undocumented_sibling s SET given_name = CASE s.given_name WHEN '' THEN f.name ELSE s.given_name END,
            sex = CASE s.sex WHEN 'UNDETERMINED' THEN f.sex ELSE s.sex END
          FROM unnest(siblings, names, sexes) AS f(id, name, sex)
          WHERE s.id = f.id AND s.id IN (SELECT c.id FROM public.children_of_family(visit) c);
        UPDATE public.documentation_watch w SET given_name = f.name
          FROM unnest(siblings, names) AS f(id, name)
          WHERE w.sibling_id = f.id AND w.given_name IS NULL AND f.name <> ''
            AND w.sibling_id IN (SELECT c.id FROM public.children_of_family(visit) c);
      $$;
      REVOKE ALL ON FUNCTION noted_by_caller, children_of_family, complete_siblings FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION noted_by_caller, children_of_family, complete_siblings TO kamkor_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('siblings of whom the same was said could not be numbered again as they were');
  }
}
