import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guarded } from './policies.js';
import { rewriteFunction } from './rewrite-function.js';

const NOTIFIED = `(SELECT n.duplicate_of FROM public.birth_notification n WHERE n.id = of AND n.duplicate_of IS NOT NULL)`;
const NOTIFIED_OR_FOUND = `coalesce(${NOTIFIED}, (SELECT k.notification_id FROM public.documentation_watch c
        JOIN public.documentation_watch k ON k.id = c.duplicate_of WHERE c.notification_id = of))`;

const OWN = `SELECT w.notification_id, w.territory, w.care_status, w.cancellation IS NOT DISTINCT FROM 'CHILD_DIED'
        FROM public.documentation_watch w WHERE w.notification_id = of AND w.sibling_id IS NOT NULL`;
const OF_ALL = `SELECT every.notification_id, kept.territory,
          CASE kept.care_status WHEN 'WITH_PARENTS' THEN every.care_status ELSE kept.care_status END,
          coalesce('CHILD_DIED' IN (kept.cancellation, every.cancellation), false)
        FROM public.documentation_watch w JOIN public.documentation_watch kept ON kept.id = coalesce(w.duplicate_of, w.id)
          JOIN public.documentation_watch every ON every.id = kept.id OR every.duplicate_of = kept.id
        WHERE w.notification_id = of AND w.sibling_id IS NOT NULL AND every.sibling_id IS NOT NULL`;

const ENDED = `w.state = 'CANCELLED'`;
const DIED = `w.cancellation IS NOT DISTINCT FROM 'CHILD_DIED'`;

/**
 * A sibling whom visits for both families found is one child while the families are one. What is stated of either counts
 * for it, as with notifications. Which watch was closed by which decision stands here, for the undo.
 */
export class MergeSiblings1764300001004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE merged_sibling (
        closed_watch uuid CONSTRAINT merged_sibling_pk PRIMARY KEY,
        kept_watch uuid NOT NULL,
        candidate_id uuid NOT NULL,
        moved_tasks uuid[] NOT NULL
      );
      CREATE INDEX merged_sibling_of_pair ON merged_sibling (candidate_id);
      CREATE INDEX merged_sibling_kept ON merged_sibling (kept_watch);
      ${guarded('merged_sibling')}
      GRANT SELECT, INSERT, DELETE ON merged_sibling TO kamkor_worker;`);
    for (const statement of ['state_care', 'state_death']) {
      await rewriteFunction(runner, statement, NOTIFIED, NOTIFIED_OR_FOUND);
    }
    await rewriteFunction(runner, 'lock_birth', ENDED, DIED);
    await rewriteFunction(runner, 'standings_of_child', OWN, OF_ALL);
  }

  async down(): Promise<void> {
    throw new Error('siblings that are one by now would be watched by nobody');
  }
}
