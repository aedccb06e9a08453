import type { MigrationInterface, QueryRunner } from 'typeorm';
import { lockDown, roleIs } from './policy.js';

const MERGING = `(SELECT current_setting('kamkor.merging', true) = 'on')`;
const SOMEBODY = `(SELECT nullif(current_setting('kamkor.subject', true), '') IS NOT NULL)`;

/**
 * Of two persons who were made from two notifications of one child, one stands for both. The pair is kept, so that it
 * takes effect whenever the second record or the identification of its child comes. Of the two records the papers go on
 * with the one that is further; nothing is written on the other. Persons may lie in territories whose registrars don't see
 * each other's, so functions of the owner merge and resolve; who is merged is seen by nobody but registrars and
 * guardianship, so that a mother has one child.
 */
export class MergePersons1764200000310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE person ADD COLUMN merged_into uuid CONSTRAINT person_merged_into REFERENCES person (id)
        CONSTRAINT person_not_merged_into_itself CHECK (merged_into <> id);
      ALTER TABLE birth_record ADD COLUMN papers_on uuid CONSTRAINT birth_record_papers_on REFERENCES birth_record (id);
      CREATE INDEX person_by_merge ON person (merged_into) WHERE merged_into IS NOT NULL;
      CREATE TABLE person_merge (
        notification_id uuid CONSTRAINT person_merge_pk PRIMARY KEY,
        kept_notification_id uuid NOT NULL,
        closed_at timestamptz(3) NOT NULL
      );
      CREATE INDEX person_merge_by_kept ON person_merge (kept_notification_id);
      ${lockDown('person_merge')}
      GRANT SELECT, INSERT, UPDATE, DELETE ON person_merge TO kamkor_worker;
      CREATE POLICY worker_keeps ON person_merge TO kamkor_worker USING (true) WITH CHECK (true);
      CREATE POLICY owner_merges ON person_merge FOR SELECT TO CURRENT_USER USING (${MERGING});
      CREATE POLICY owner_merges ON person TO CURRENT_USER USING (${MERGING}) WITH CHECK (${MERGING});
      CREATE POLICY owner_merges ON birth_record TO CURRENT_USER USING (${MERGING}) WITH CHECK (${MERGING});
      CREATE POLICY owner_resolves ON person FOR SELECT TO CURRENT_USER USING (merged_into IS NOT NULL AND ${SOMEBODY});
      CREATE POLICY merged_is_no_second_person ON person AS RESTRICTIVE FOR SELECT TO kamkor_app
        USING (merged_into IS NULL OR ${roleIs('registrar', 'guardianship')});
      CREATE POLICY merged_is_no_second_birth ON birth_record AS RESTRICTIVE FOR SELECT TO kamkor_app
        USING (papers_on IS NULL OR ${roleIs('registrar', 'guardianship')});
    `);
    await runner.query(MERGE);
    await runner.query(RESOLVE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION kept_persons(uuid[]);
      DROP FUNCTION merge_notified_persons(uuid[]);
      DROP POLICY merged_is_no_second_birth ON birth_record;
      DROP POLICY merged_is_no_second_person ON person;
      DROP POLICY owner_resolves ON person;
      DROP POLICY owner_merges ON birth_record;
      DROP POLICY owner_merges ON person;
      DROP TABLE person_merge;
      ALTER TABLE birth_record DROP COLUMN papers_on;
      ALTER TABLE person DROP COLUMN merged_into;
    `);
  }
}

const RANK = (record: string): string =>
  `array_position(ARRAY['NOTIFIED', 'APPLIED', 'REGISTERED', 'CERTIFIED'], ${record}.state)`;
const PAIRS = `public.person_merge m JOIN public.birth_record closed ON closed.notification_id = m.notification_id
  JOIN public.birth_record kept ON kept.notification_id = m.kept_notification_id
  WHERE (m.notification_id = ANY (of) OR m.kept_notification_id = ANY (of))`;

export const MERGE = `
CREATE FUNCTION merge_notified_persons(of uuid[]) RETURNS TABLE (id uuid, kept uuid, withheld boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  #variable_conflict use_column
BEGIN
  PERFORM set_config('kamkor.merging', 'on', true);
  UPDATE public.birth_record r SET papers_on = pair.carrier, version = r.version + 1
    FROM (
      SELECT CASE WHEN ${RANK('closed')} > ${RANK('kept')} THEN kept.id ELSE closed.id END AS idle,
        CASE WHEN ${RANK('closed')} > ${RANK('kept')} THEN closed.id ELSE kept.id END AS carrier
      FROM ${PAIRS} AND closed.papers_on IS DISTINCT FROM kept.id AND kept.papers_on IS DISTINCT FROM closed.id) pair
    WHERE r.id = pair.idle AND r.papers_on IS NULL;
  RETURN QUERY UPDATE public.person p SET merged_into = pair.child, version = p.version + 1
    FROM (SELECT closed.child AS merged, kept.child, closed.withheld_from_mother OR kept.withheld_from_mother AS withheld
      FROM ${PAIRS} AND closed.child IS NOT NULL AND kept.child IS NOT NULL) pair
    WHERE p.id = pair.merged AND p.merged_into IS NULL
    RETURNING p.id, p.merged_into, pair.withheld;
  PERFORM set_config('kamkor.merging', '', true);
END $$;
REVOKE ALL ON FUNCTION merge_notified_persons FROM PUBLIC;
GRANT EXECUTE ON FUNCTION merge_notified_persons TO kamkor_app, kamkor_worker;`;

/** Whoever holds an id learns for whom it stands, and nothing of either person: that is decided where the person is read. */
const RESOLVE = `
CREATE FUNCTION kept_persons(asked uuid[]) RETURNS TABLE (id uuid, kept uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT p.id, p.merged_into FROM public.person p WHERE p.merged_into IS NOT NULL AND ${SOMEBODY}
    AND (p.id = ANY (asked) OR p.merged_into = ANY (asked)) $$;
REVOKE ALL ON FUNCTION kept_persons FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kept_persons TO kamkor_app;`;
