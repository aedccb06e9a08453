import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleIs } from './policy.js';

const MERGING = `(SELECT current_setting('kamkor.merging', true) = 'on')`;
const BY_IDENTIFIER = (person: string): string => `
  CREATE OR REPLACE FUNCTION person_by_identifier(identifier text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$ SELECT ${person} FROM public.person WHERE pin = identifier AND ${roleIs('gateway')} $$;`;

/**
 * With the persons go what is found by them: the access log of the kept one has the entries of both, a clock that runs
 * on is the kept one's, and who logs in with the PIN of the merged one is the kept one.
 */
export class TellOfMerges1764300000201 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE POLICY owner_merges ON merged_person TO CURRENT_USER USING (${MERGING}) WITH CHECK (${MERGING});
      CREATE POLICY owner_merges ON deadline TO CURRENT_USER USING (${MERGING}) WITH CHECK (${MERGING});
      ALTER FUNCTION merge_notified_persons(uuid[]) RENAME TO merge_person_rows;
      REVOKE ALL ON FUNCTION merge_person_rows FROM kamkor_app, kamkor_worker;
    `);
    await runner.query(MERGE);
    await runner.query(`
      SELECT set_config('kamkor.merging', 'on', true);
      INSERT INTO merged_person SELECT p.id, p.merged_into, p.withheld_from_mother FROM person p
        WHERE p.merged_into IS NOT NULL;
      SELECT set_config('kamkor.merging', '', true);
    `);
    await runner.query(BY_IDENTIFIER('coalesce(merged_into, id)'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(BY_IDENTIFIER('id'));
    await runner.query(`
      DROP FUNCTION merge_notified_persons(uuid[]);
      ALTER FUNCTION merge_person_rows(uuid[]) RENAME TO merge_notified_persons;
      GRANT EXECUTE ON FUNCTION merge_notified_persons TO kamkor_app, kamkor_worker;
      DROP POLICY owner_merges ON deadline;
      DROP POLICY owner_merges ON merged_person;
    `);
  }
}

const MERGE = `
CREATE FUNCTION merge_notified_persons(of uuid[]) RETURNS TABLE (id uuid, kept uuid, withheld boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  #variable_conflict use_column
DECLARE merge record;
BEGIN
  FOR merge IN SELECT * FROM public.merge_person_rows(of) LOOP
    PERFORM set_config('kamkor.merging', 'on', true);
    INSERT INTO public.merged_person (person, kept, withheld) VALUES (merge.id, merge.kept, merge.withheld)
      ON CONFLICT (person) DO UPDATE SET kept = excluded.kept, withheld = excluded.withheld;
    UPDATE public.deadline d SET person = merge.kept, version = d.version + 1
      WHERE d.person = merge.id AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED');
    PERFORM set_config('kamkor.merging', '', true);
    id := merge.id; kept := merge.kept; withheld := merge.withheld;
    RETURN NEXT;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION merge_notified_persons FROM PUBLIC;
GRANT EXECUTE ON FUNCTION merge_notified_persons TO kamkor_app, kamkor_worker;`;
