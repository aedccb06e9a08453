import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BY_SUBJECT, guarded, HAS_ROLE, inTerritory } from './policies.js';

const DEFINER = 'SECURITY DEFINER SET search_path = pg_catalog, pg_temp';
const VISITORS = HAS_ROLE('social-worker', 'social-supervisor', 'guardianship');
const OWN_BODY = (row: string): string =>
  `((${row}.responsible = 'SOCIAL_UNIT' AND ${HAS_ROLE('social-worker', 'social-supervisor')})
    OR (${row}.responsible = 'GUARDIANSHIP' AND ${HAS_ROLE('guardianship')}))`;
const OWN = (row: string): string => `(${inTerritory(`${row}.territory`)} AND ${OWN_BODY(row)})`;
/** Under whom the caller visits for the task `t`: as the unit that has it, else as one that had it before. */
const MADE_BY = `LATERAL (SELECT t.territory, t.responsible, true AS own WHERE ${OWN('t')}
  UNION ALL (SELECT f.territory, f.responsible, false FROM public.outreach_former_unit f
    WHERE f.task_id = t.id AND ${OWN('f')} ORDER BY f.responsible = t.responsible DESC, f.territory LIMIT 1)
  LIMIT 1) by`;
/** A visit is seen where its task is, unless the task went to the other body, which is told nothing of it. */
const PLACE = 'CASE WHEN by.responsible = t.responsible THEN t.territory ELSE by.territory END';
const OF_CALLER = `v.recorded_by = (SELECT nullif(current_setting('kamkor.subject', true), ''))`;
const SAW_DEATH = (of: string): string => `EXISTS (SELECT FROM public.outreach_visit v
  WHERE v.notification_id = ${of} AND v.outcome = 'CHILD_DIED' AND ${OF_CALLER})`;

/**
 * A visit is recorded when the network is back, and the task may have ended, gone to another unit or to the other body
 * by then. What the visit found is kept and acted on all the same, so the units that had a task are remembered, and the
 * owner's functions look at the child for a visitor who may not see it any more. They tell the visitor nothing: what is
 * found goes where the child is now, and the mother of a child who is not with her is left out of it by who sees to it.
 */
export class TakeLateVisits1764300000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outreach_former_unit (
        task_id uuid NOT NULL CONSTRAINT outreach_former_unit_task REFERENCES outreach_task (id),
        territory text COLLATE "C" NOT NULL,
        responsible text NOT NULL
          CONSTRAINT outreach_former_unit_responsible CHECK (responsible IN ('SOCIAL_UNIT', 'GUARDIANSHIP')),
        CONSTRAINT outreach_former_unit_pk PRIMARY KEY (task_id, responsible, territory)
      );
      ${guarded('outreach_former_unit')}
      CREATE POLICY owner_remembers ON outreach_former_unit TO CURRENT_USER USING (true) WITH CHECK (true);
      INSERT INTO outreach_former_unit (task_id, territory, responsible)
        SELECT task_id, from_territory, responsible FROM outreach_handover WHERE state = 'ACCEPTED'
        ON CONFLICT DO NOTHING;
      CREATE FUNCTION remember_unit() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        INSERT INTO public.outreach_former_unit (task_id, territory, responsible)
          VALUES (OLD.id, OLD.territory, OLD.responsible) ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$;
      CREATE TRIGGER task_left_unit AFTER UPDATE ON outreach_task FOR EACH ROW
        WHEN ((NEW.territory, NEW.responsible) IS DISTINCT FROM (OLD.territory, OLD.responsible))
        EXECUTE FUNCTION remember_unit();

      CREATE POLICY owner_looks_up ON outreach_visit TO CURRENT_USER USING (true);
      ALTER TABLE outreach_visit ADD COLUMN made_in text COLLATE "C";
      UPDATE outreach_visit SET made_in = territory;
      ALTER TABLE outreach_visit ALTER COLUMN made_in SET NOT NULL;

      CREATE FUNCTION visited_task(of uuid, says_death boolean) RETURNS TABLE (version int, state text,
          closed_at timestamptz, own boolean, made_by text, made_in text, kept_in text, notification_id uuid, child_person uuid,
          mother_person uuid, mother_name text, born_at timestamptz, died boolean, care_status text, territory text,
          territory_source text, responsible text, reminder_due_at timestamptz, reminders int,
          last_visited_at timestamptz, next_visit_due_at timestamptz)
        LANGUAGE plpgsql ${DEFINER} AS $$
      #variable_conflict use_column
      DECLARE birth uuid; moved uuid;
      BEGIN
        SELECT t.notification_id INTO birth FROM public.outreach_task t, ${MADE_BY} WHERE t.id = of;
        LOOP
          IF birth IS NULL THEN RETURN; END IF;
          IF says_death THEN PERFORM FROM public.birth_notification n WHERE n.id = birth FOR UPDATE; END IF;
          PERFORM public.lock_watch_of(birth);
          SELECT t.notification_id INTO moved FROM public.outreach_task t WHERE t.id = of FOR UPDATE;
          EXIT WHEN moved = birth;
          birth := moved;
        END LOOP;
        RETURN QUERY SELECT t.version, t.state, t.closed_at, by.own, by.responsible, by.territory, ${PLACE}, t.notification_id,
            t.child_person, w.mother_person, nullif(concat_ws(' ', n.mother_family_name, n.mother_given_name), ''),
            w.born_at, n.death_stated_at IS NOT NULL OR w.cancellation IS NOT DISTINCT FROM 'CHILD_DIED', w.care_status,
            w.territory, w.territory_source, w.responsible, t.reminder_due_at, t.reminders, t.last_visited_at,
            t.next_visit_due_at
          FROM public.outreach_task t JOIN public.documentation_watch w ON w.id = t.watch_id
            LEFT JOIN public.birth_notification n ON n.id = t.notification_id, ${MADE_BY}
          WHERE t.id = of;
      END $$;

      CREATE FUNCTION may_record_visit(task uuid, notification uuid, body text, visiting text, place text) RETURNS boolean
        LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT EXISTS (SELECT FROM public.outreach_task t, ${MADE_BY} WHERE t.id = task
          AND t.notification_id = notification AND by.responsible = body AND by.territory = visiting AND ${PLACE} = place)
      $$;
      DROP POLICY visit_recorded ON outreach_visit;
      CREATE POLICY visit_recorded ON outreach_visit FOR INSERT TO kamkor_app WITH CHECK (${BY_SUBJECT('recorded_by')}
        AND may_record_visit(task_id, notification_id, responsible, made_in, territory));
      CREATE POLICY visit_of_visitor ON outreach_visit FOR SELECT TO kamkor_app
        USING (${BY_SUBJECT('recorded_by')} AND ${inTerritory('made_in')} AND ${OWN_BODY('outreach_visit')});
      CREATE INDEX outreach_visit_of_visitor ON outreach_visit (task_id, recorded_by, visited_at);

      CREATE FUNCTION count_late_visit(visit uuid) RETURNS void LANGUAGE sql ${DEFINER} AS $$
        UPDATE public.outreach_task t SET version = t.version + 1, visits = t.visits + 1,
            last_visited_at = greatest(t.last_visited_at, v.visited_at),
            state = CASE t.state WHEN 'WITHDRAWN' THEN 'CLOSED' ELSE t.state END
          FROM public.outreach_visit v
          WHERE v.id = visit AND ${OF_CALLER} AND t.id = v.task_id AND t.responsible = v.responsible
      $$;

      CREATE FUNCTION found_by_caller(visit uuid, place text, body text) RETURNS boolean
        LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT EXISTS (SELECT FROM public.outreach_visit v
          JOIN public.documentation_watch w ON w.notification_id = v.notification_id
          WHERE v.id = visit AND ${OF_CALLER} AND w.territory = place AND w.responsible = coalesce(body, w.responsible))
      $$;
      DROP POLICY sibling_found ON undocumented_sibling;
      CREATE POLICY sibling_found ON undocumented_sibling FOR INSERT TO kamkor_app WITH CHECK (${VISITORS}
        AND ${BY_SUBJECT('recorded_by')} AND found_by_caller(visit_id, territory, responsible));
      DROP POLICY concern_raised ON safety_concern;
      CREATE POLICY concern_raised ON safety_concern FOR INSERT TO kamkor_app WITH CHECK (${VISITORS}
        AND ${BY_SUBJECT('recorded_by')} AND visit_id IS NOT NULL AND found_by_caller(visit_id, territory, NULL));

      REVOKE ALL ON FUNCTION remember_unit, visited_task, may_record_visit, count_late_visit, found_by_caller FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION visited_task, may_record_visit, count_late_visit, found_by_caller TO kamkor_app;
    `);
    await letVisitorsStateDeath(runner);
  }

  async down(): Promise<void> {
    throw new Error('late visits stand under units whose policies would not show or take them any more');
  }
}

/** Who was told at a visit that the child has died says so whoever has the task now; the rest of the function stays as it is. */
async function letVisitorsStateDeath(runner: QueryRunner): Promise<void> {
  const [{ definition }] = await runner.query(
    `SELECT pg_get_functiondef('lock_birth(uuid)'::regprocedure) AS definition`,
  );
  const told = [
    ['FROM public.birth_notification WHERE id = of AND (', `${SAW_DEATH('of')} OR `],
    ['FROM public.documentation_watch WHERE ', `${SAW_DEATH('of')} OR `],
  ] as const;
  let rewritten: string = definition;
  for (const [after, condition] of told) {
    if (rewritten.split(after).length !== 2) throw new Error('lock_birth does not read as expected');
    rewritten = rewritten.replace(after, `${after}${condition}`);
  }
  await runner.query(rewritten);
}
