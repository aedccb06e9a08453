import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BY_SUBJECT, HAS_ROLE, inTerritory } from './policies.js';

const OFFERS = `(${inTerritory('from_territory')} AND (
  (responsible = 'SOCIAL_UNIT' AND ${HAS_ROLE('social-worker', 'social-supervisor')})
  OR (responsible = 'GUARDIANSHIP' AND ${HAS_ROLE('guardianship')})))`;
const FALLS_AWAY = `h.task_id = NEW.id AND h.state = 'OFFERED'
          AND (NEW.state <> 'OPEN' OR (h.from_territory, h.responsible) IS DISTINCT FROM (NEW.territory, NEW.responsible))`;

const withdrawHandover = (body: string): string => `
      CREATE OR REPLACE FUNCTION withdraw_handover() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      ${body}
        RETURN NULL;
      END $$;`;

/**
 * An offer has a term in which it is answered, and who made it takes it back. Of the offers that stand the term is put at
 * five days from the offer, which three working days seldom exceed. The clock ends before the offer does, in the order in
 * which a sweep locks them.
 */
export class AwaitAnswersToOffers1764300000801 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outreach_handover
        ADD COLUMN due_at timestamptz(3),
        ADD COLUMN overdue_since timestamptz(3),
        ADD COLUMN withdrawn_at timestamptz(3),
        ADD COLUMN withdrawn_by text;
      UPDATE outreach_handover SET due_at = offered_at + interval '5 days';
      ALTER TABLE outreach_handover ALTER COLUMN due_at SET NOT NULL,
        ADD CONSTRAINT outreach_handover_withdrawn CHECK (state = 'WITHDRAWN' OR (withdrawn_at IS NULL AND withdrawn_by IS NULL));
      CREATE INDEX outreach_handover_made ON outreach_handover (from_territory, offered_at, id);
      GRANT UPDATE (withdrawn_at, withdrawn_by) ON outreach_handover TO kamkor_app;
      CREATE POLICY handover_withdrawn ON outreach_handover FOR UPDATE TO kamkor_app USING (${OFFERS} AND state = 'OFFERED')
        WITH CHECK (${OFFERS} AND state = 'WITHDRAWN' AND ${BY_SUBJECT('withdrawn_by')});
      INSERT INTO deadline (id, kind, subject_type, subject_id, person, territory, owner, binds, regulation, opened_at, due_at)
        SELECT gen_random_uuid(), 'HANDOVER_ANSWER', 'OutreachHandover', id, child_person, to_territory, responsible, 'STATE',
          'births.handover-answer-term', offered_at, due_at
        FROM outreach_handover WHERE state = 'OFFERED';
      ${withdrawHandover(`DECLARE legal_now timestamptz := coalesce(nullif(current_setting('kamkor.now', true), '')::timestamptz, now());
      BEGIN
        WITH ended AS (
          UPDATE public.deadline d SET state = 'CANCELLED', ended_at = legal_now, suspended_at = NULL, retry_at = NULL,
              version = d.version + 1
            FROM public.outreach_handover h WHERE ${FALLS_AWAY} AND d.subject_id = h.id
              AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED')
            RETURNING d.id, d.due_at)
        INSERT INTO public.deadline_change (deadline_id, changed_at, changed_by, change, why, due_before, due_after)
          SELECT id, legal_now, coalesce(nullif(current_setting('kamkor.subject', true), ''), session_user), 'CANCELLED',
            'the offer fell away with its task', due_at, due_at FROM ended;
        UPDATE public.outreach_handover h SET state = 'WITHDRAWN', withdrawn_at = legal_now, version = version + 1
          WHERE ${FALLS_AWAY};`)}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${withdrawHandover(`BEGIN
        UPDATE public.outreach_handover h SET state = 'WITHDRAWN', version = version + 1 WHERE ${FALLS_AWAY};`)}
      DROP POLICY handover_withdrawn ON outreach_handover;
      DROP INDEX outreach_handover_made;
      DELETE FROM deadline WHERE kind = 'HANDOVER_ANSWER';
      ALTER TABLE outreach_handover DROP COLUMN due_at, DROP COLUMN overdue_since, DROP COLUMN withdrawn_at,
        DROP COLUMN withdrawn_by;
    `);
  }
}
