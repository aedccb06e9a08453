import { nameKey } from '@kamkor/identifiers';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BY_SUBJECT, HAS_ROLE, OF_OWN_FACILITY } from './policies.js';

const KEEPER = `((reporter IS NULL AND ${OF_OWN_FACILITY} AND ${HAS_ROLE('hospital', 'health-exchange')})
  OR (facility IS NULL AND ${BY_SUBJECT('reporter')} AND ${HAS_ROLE('community-reporter')}))`;

const COMPLETED = `version, weight_grams, plurality, birth_order, delivery_id, attendant, informant_phone, mother_address,
  mother_identity, mother_pin, mother_family_name, mother_given_name, mother_birth_date, mother_name_key, father_identity,
  father_pin, father_family_name, father_given_name, father_birth_date, territory, territory_source`;

/**
 * Who notified a birth completes it. Of watch, task and their clocks such a caller sees nothing, so these follow the
 * notification by a function of the owner, which takes no value from the caller: it only makes them what the
 * notification says. It locks in the order in which a sweep does.
 */
export class CompleteBirthNotification1764200000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE birth_notification
        ADD COLUMN plurality int,
        ADD COLUMN birth_order int,
        ADD COLUMN delivery_id text,
        ADD COLUMN attendant text CONSTRAINT birth_notification_attendant
          CHECK (attendant IN ('DOCTOR', 'MIDWIFE', 'FELDSHER', 'OTHER', 'NOBODY')),
        ADD COLUMN informant_phone text,
        ADD COLUMN mother_address text,
        ADD COLUMN mother_name_key text COLLATE "C",
        ADD CONSTRAINT birth_notification_order CHECK (birth_order IS NULL OR plurality IS NULL OR birth_order <= plurality);
      CREATE INDEX birth_notification_of_mother_name ON birth_notification (mother_name_key)
        WHERE mother_name_key IS NOT NULL;
      CREATE INDEX birth_notification_of_record_number ON birth_notification (facility_record_number);
      GRANT UPDATE (${COMPLETED}) ON birth_notification TO kamkor_app;
      CREATE POLICY completed_by_keeper ON birth_notification FOR UPDATE TO kamkor_app USING (${KEEPER}) WITH CHECK (${KEEPER});
      CREATE POLICY owner_follows ON birth_notification TO CURRENT_USER USING (true) WITH CHECK (true);
      CREATE POLICY owner_follows ON documentation_watch TO CURRENT_USER USING (true) WITH CHECK (true);
      CREATE POLICY owner_follows ON outreach_task TO CURRENT_USER USING (true) WITH CHECK (true);
      CREATE POLICY owner_follows ON deadline TO CURRENT_USER USING (true) WITH CHECK (true);
      CREATE POLICY owner_follows ON deadline_change TO CURRENT_USER USING (true) WITH CHECK (true);

      CREATE FUNCTION lock_watch_of(of uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        PERFORM FROM public.deadline d WHERE d.state IN ('PENDING', 'SUSPENDED', 'PARKED') AND d.subject_id IN (
            SELECT w.id FROM public.documentation_watch w WHERE w.notification_id = of
            UNION ALL SELECT t.id FROM public.outreach_task t WHERE t.notification_id = of AND t.state = 'OPEN')
          ORDER BY d.id FOR UPDATE;
        PERFORM FROM public.documentation_watch w WHERE w.notification_id = of FOR UPDATE;
        PERFORM FROM public.outreach_task t WHERE t.notification_id = of AND t.state = 'OPEN' ORDER BY t.id FOR UPDATE;
      END $$;

      CREATE FUNCTION follow_notification(of uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        PERFORM public.lock_watch_of(of);
        UPDATE public.documentation_watch w SET version = w.version + 1, territory = n.territory,
            territory_source = n.territory_source, care_status = n.care_status,
            responsible = CASE n.care_status WHEN 'WITH_PARENTS' THEN 'SOCIAL_UNIT' ELSE 'GUARDIANSHIP' END
          FROM public.birth_notification n WHERE n.id = of AND w.notification_id = of
            AND (w.territory, w.territory_source, w.care_status) IS DISTINCT FROM (n.territory, n.territory_source, n.care_status);
        UPDATE public.outreach_task t SET version = t.version + 1, territory = w.territory, responsible = w.responsible
          FROM public.documentation_watch w WHERE w.notification_id = of AND t.watch_id = w.id AND t.state = 'OPEN'
            AND (t.territory, t.responsible) IS DISTINCT FROM (w.territory, w.responsible);
        UPDATE public.deadline d SET version = d.version + 1, territory = w.territory, owner = w.responsible
          FROM public.documentation_watch w WHERE w.notification_id = of
            AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED')
            AND (d.subject_id = w.id OR d.subject_id IN
              (SELECT t.id FROM public.outreach_task t WHERE t.watch_id = w.id AND t.state = 'OPEN'))
            AND (d.territory, d.owner) IS DISTINCT FROM (w.territory, w.responsible);
      END $$;
      REVOKE ALL ON FUNCTION lock_watch_of, follow_notification FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION follow_notification TO kamkor_app;
    `);
    await nameMothers(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION follow_notification(uuid);
      DROP FUNCTION lock_watch_of(uuid);
      ${['deadline_change', 'deadline', 'outreach_task', 'documentation_watch', 'birth_notification']
        .map((table) => `DROP POLICY owner_follows ON ${table};`)
        .join('\n')}
      DROP POLICY completed_by_keeper ON birth_notification;
      REVOKE UPDATE ON birth_notification FROM kamkor_app;
      ALTER TABLE birth_notification DROP COLUMN plurality, DROP COLUMN birth_order, DROP COLUMN delivery_id,
        DROP COLUMN attendant, DROP COLUMN informant_phone, DROP COLUMN mother_address, DROP COLUMN mother_name_key;
    `);
  }
}

/** The key by which a mother is searched is made here for those who were notified before it existed. */
async function nameMothers(runner: QueryRunner): Promise<void> {
  for (;;) {
    const mothers: { id: string; family: string; given: string | null }[] = await runner.query(
      `SELECT id, mother_family_name AS family, mother_given_name AS given FROM birth_notification
       WHERE mother_family_name IS NOT NULL AND mother_name_key IS NULL LIMIT 5000`,
    );
    if (mothers.length === 0) return;
    await runner.query(
      `UPDATE birth_notification n SET mother_name_key = k.key FROM unnest($1::uuid[], $2::text[]) AS k(id, key)
       WHERE n.id = k.id`,
      [mothers.map(({ id }) => id), mothers.map(({ family, given }) => `${nameKey(family)} ${nameKey(given ?? '')}`)],
    );
  }
}
