import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MERGE } from './1764200000310-MergePersons.js';

/** The function as it is called since merges are told of. */
const ROWS = MERGE.slice(0, MERGE.indexOf('REVOKE')).replace(
  'CREATE FUNCTION merge_notified_persons',
  'CREATE OR REPLACE FUNCTION merge_person_rows',
);
const PAIRED = `IF NOT EXISTS (SELECT FROM public.person_merge m
    WHERE m.notification_id = ANY (of) OR m.kept_notification_id = ANY (of)) THEN
    PERFORM set_config('kamkor.merging', '', true);
    RETURN;
  END IF;`;

/**
 * Every birth that is recorded asks whether it was decided to be another one's duplicate; nearly none was. That is one
 * look at an index now. For the others pairs are few and tables large, which a planner without statistics takes to be the
 * other way round: it read every record and every person for each batch of births.
 */
export class FindMergedByIndex1764300000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const begun = "PERFORM set_config('kamkor.merging', 'on', true);";
    await runner.query(ROWS.replace(begun, `${begun}\n  ${PAIRED}`));
    for (const way of ['hashjoin', 'mergejoin', 'seqscan']) {
      await runner.query(`ALTER FUNCTION merge_person_rows(uuid[]) SET enable_${way} = off`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(ROWS);
  }
}
