import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BY_SUBJECT, guarded, HAS_ROLE, inTerritory } from './policies.js';

const OWN_BODY = `((responsible = 'SOCIAL_UNIT' AND ${HAS_ROLE('social-worker', 'social-supervisor')})
  OR (responsible = 'GUARDIANSHIP' AND ${HAS_ROLE('guardianship')}))`;
const OFFERS = `(${inTerritory('from_territory')} AND ${OWN_BODY})`;
const RECEIVES = `(${inTerritory('to_territory')} AND ${OWN_BODY})`;
const DEFINER = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;

/**
 * A unit that receives a task sees the offer and not the task, which is the other's until it accepts: the move is the
 * owner's, under lock, for an offer that the caller has just accepted. The clocks run on; only whose they are changes.
 * An offer falls away with its task, or where task and offer are not of one body and territory any more.
 */
export class EscalateAndHandOver1764200000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outreach_task
        ADD COLUMN next_visit_due_at timestamptz(3),
        ADD COLUMN escalated_at timestamptz(3),
        ADD COLUMN escalations int NOT NULL DEFAULT 0,
        ADD COLUMN review_due_at timestamptz(3),
        ADD COLUMN review_noticed_at timestamptz(3),
        ADD COLUMN reviewed_at timestamptz(3),
        ADD COLUMN review_conclusion text CONSTRAINT outreach_task_review
          CHECK (review_conclusion IN ('CONTINUE', 'OTHER_WORKER', 'HAND_OVER', 'OTHER_MEASURES'));
      CREATE INDEX outreach_task_escalated ON outreach_task (territory, due_at, id)
        WHERE escalated_at IS NOT NULL AND state = 'OPEN';
      CREATE INDEX outreach_task_to_review ON outreach_task (territory, due_at, id)
        WHERE review_noticed_at IS NOT NULL AND state = 'OPEN';
      GRANT UPDATE (next_visit_due_at, escalated_at, escalations, review_due_at, review_noticed_at, reviewed_at,
        review_conclusion) ON outreach_task TO kamkor_app;

      ALTER TABLE birth_notification DROP CONSTRAINT birth_notification_territory_source,
        ADD CONSTRAINT birth_notification_territory_source
          CHECK (territory_source IN ('MOTHER', 'FACILITY', 'PLACE_OF_BIRTH', 'HANDED_OVER'));

      CREATE TABLE outreach_handover (
        id uuid CONSTRAINT outreach_handover_pk PRIMARY KEY,
        version int NOT NULL DEFAULT 1,
        task_id uuid NOT NULL CONSTRAINT outreach_handover_task REFERENCES outreach_task (id),
        child_person uuid,
        from_territory text COLLATE "C" NOT NULL,
        to_territory text COLLATE "C" NOT NULL CONSTRAINT outreach_handover_elsewhere CHECK (to_territory <> from_territory),
        responsible text NOT NULL,
        state text NOT NULL DEFAULT 'OFFERED' CONSTRAINT outreach_handover_state
          CHECK (state IN ('OFFERED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
        offered_at timestamptz(3) NOT NULL,
        offered_by text NOT NULL,
        decided_at timestamptz(3),
        decided_by text,
        decline_reason text CONSTRAINT outreach_handover_reason
          CHECK (decline_reason IN ('FAMILY_NOT_HERE', 'ADDRESS_UNKNOWN', 'OTHER')),
        CONSTRAINT outreach_handover_decided CHECK ((state IN ('ACCEPTED', 'DECLINED')) = (decided_by IS NOT NULL))
      );
      CREATE UNIQUE INDEX outreach_handover_one_offered ON outreach_handover (task_id) WHERE state = 'OFFERED';
      CREATE INDEX outreach_handover_received ON outreach_handover (to_territory, offered_at, id);
      CREATE INDEX outreach_handover_of_task ON outreach_handover (task_id, offered_at);
      ${guarded('outreach_handover')}
      GRANT SELECT, INSERT, UPDATE (version, state, decided_at, decided_by, decline_reason) ON outreach_handover TO kamkor_app;
      GRANT SELECT, UPDATE ON outreach_handover TO kamkor_worker;
      CREATE POLICY handover_of_both ON outreach_handover FOR SELECT TO kamkor_app USING (${OFFERS} OR ${RECEIVES});
      CREATE POLICY handover_offered ON outreach_handover FOR INSERT TO kamkor_app WITH CHECK (${OFFERS}
        AND ${BY_SUBJECT('offered_by')} AND state = 'OFFERED' AND EXISTS (SELECT FROM outreach_task t WHERE t.id = task_id
          AND t.territory = from_territory AND t.responsible = outreach_handover.responsible AND t.state = 'OPEN'));
      CREATE POLICY handover_decided ON outreach_handover FOR UPDATE TO kamkor_app USING (${RECEIVES} AND state = 'OFFERED')
        WITH CHECK (${RECEIVES} AND ${BY_SUBJECT('decided_by')});
      CREATE POLICY owner_follows ON outreach_handover TO CURRENT_USER USING (true) WITH CHECK (true);

      CREATE FUNCTION withdraw_handover() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        UPDATE public.outreach_handover SET state = 'WITHDRAWN', version = version + 1
          WHERE task_id = NEW.id AND state = 'OFFERED'
            AND (NEW.state <> 'OPEN' OR (from_territory, responsible) IS DISTINCT FROM (NEW.territory, NEW.responsible));
        RETURN NULL;
      END $$;
      CREATE TRIGGER task_moved AFTER UPDATE ON outreach_task FOR EACH ROW
        WHEN (OLD.state = 'OPEN' AND (NEW.state, NEW.territory, NEW.responsible)
          IS DISTINCT FROM (OLD.state, OLD.territory, OLD.responsible))
        EXECUTE FUNCTION withdraw_handover();

      CREATE FUNCTION lock_handover(offer uuid) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE birth uuid;
      BEGIN
        SELECT t.notification_id INTO birth FROM public.outreach_task t WHERE t.id =
          (SELECT task_id FROM public.outreach_handover WHERE id = offer AND ${RECEIVES});
        PERFORM FROM public.birth_notification n WHERE n.id = birth FOR UPDATE;
        PERFORM public.lock_watch_of(birth);
      END $$;

      CREATE FUNCTION take_over(offer uuid) RETURNS boolean LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE birth uuid; place text;
      BEGIN
        SELECT t.notification_id, h.to_territory INTO birth, place
          FROM public.outreach_handover h JOIN public.outreach_task t ON t.id = h.task_id AND t.state = 'OPEN'
            AND t.territory = h.from_territory AND t.responsible = h.responsible
          WHERE h.id = offer AND h.state = 'ACCEPTED' AND h.decided_by = current_setting('kamkor.subject', true);
        IF birth IS NULL THEN RETURN false; END IF;
        UPDATE public.birth_notification SET territory = place, territory_source = 'HANDED_OVER', version = version + 1
          WHERE id = birth;
        UPDATE public.documentation_watch SET territory = place, territory_source = 'HANDED_OVER', version = version + 1
          WHERE notification_id = birth;
        PERFORM public.follow_watch(birth);
        RETURN true;
      END $$;
      REVOKE ALL ON FUNCTION withdraw_handover, lock_handover, take_over FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION lock_handover, take_over TO kamkor_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION take_over(uuid);
      DROP FUNCTION lock_handover(uuid);
      DROP TRIGGER task_moved ON outreach_task;
      DROP FUNCTION withdraw_handover();
      DROP TABLE outreach_handover;
      ALTER TABLE outreach_task DROP COLUMN next_visit_due_at, DROP COLUMN escalated_at, DROP COLUMN escalations,
        DROP COLUMN review_due_at, DROP COLUMN review_noticed_at, DROP COLUMN reviewed_at, DROP COLUMN review_conclusion;
    `);
  }
}
