import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BY_SUBJECT, guarded, HAS_ROLE, IN_TERRITORY, inTerritory, OF_OWN_CHILD, OF_OWN_FACILITY } from './policies.js';

/**
 * `record_keeper` is the facility, or who reported a birth outside of one: whose numbers `facility_record_number` is of.
 * Facility and territory are checked by the use case and carry no foreign key: its check would lock the one row of a
 * busy hospital for every birth.
 * The social unit sees the children who are with their parents, guardianship the others, the registrar all of them.
 */
export class CreateBirthNotification1764100000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE birth_notification (
        id uuid CONSTRAINT birth_notification_pk PRIMARY KEY,
        version int NOT NULL DEFAULT 1,
        facility text COLLATE "C",
        reporter text,
        record_keeper text NOT NULL GENERATED ALWAYS AS (coalesce('F:' || facility, 'R:' || reporter)) STORED,
        facility_record_number text NOT NULL,
        born_at timestamptz(3) NOT NULL,
        birth_date date NOT NULL,
        place_of_birth text NOT NULL,
        birth_territory text COLLATE "C",
        sex text NOT NULL CONSTRAINT birth_notification_sex CHECK (sex IN ('FEMALE', 'MALE', 'UNDETERMINED')),
        weight_grams int,
        live boolean NOT NULL,
        mother_identity text NOT NULL
          CONSTRAINT birth_notification_mother CHECK (mother_identity IN ('PIN', 'NAMED', 'UNKNOWN')),
        mother_pin text,
        mother_family_name text,
        mother_given_name text,
        mother_birth_date date,
        father_identity text CONSTRAINT birth_notification_father CHECK (father_identity IN ('PIN', 'NAMED', 'UNKNOWN')),
        father_pin text,
        father_family_name text,
        father_given_name text,
        father_birth_date date,
        care_status text NOT NULL CONSTRAINT birth_notification_care
          CHECK (care_status IN ('WITH_PARENTS', 'RELINQUISHED', 'ABANDONED', 'IN_CARE')),
        territory text COLLATE "C" NOT NULL,
        territory_source text NOT NULL CONSTRAINT birth_notification_territory_source
          CHECK (territory_source IN ('MOTHER', 'FACILITY', 'PLACE_OF_BIRTH')),
        registry_state text NOT NULL DEFAULT 'PENDING' CONSTRAINT birth_notification_registry_state
          CHECK (registry_state IN ('PENDING', 'MATCHED', 'CREATED', 'NOT_IDENTIFIED')),
        child_person uuid,
        mother_person uuid,
        notified_at timestamptz(3) NOT NULL,
        CONSTRAINT birth_notification_record UNIQUE (record_keeper, facility_record_number),
        CONSTRAINT birth_notification_child CHECK ((child_person IS NOT NULL) = (registry_state IN ('MATCHED', 'CREATED')))
      );
      CREATE INDEX birth_notification_of_territory ON birth_notification (territory, notified_at, id);
      CREATE INDEX birth_notification_of_facility ON birth_notification (facility, notified_at, id);
      CREATE INDEX birth_notification_in_order ON birth_notification (notified_at, id);
      CREATE INDEX birth_notification_of_reporter ON birth_notification (reporter) WHERE reporter IS NOT NULL;
      CREATE INDEX birth_notification_of_child ON birth_notification (child_person) WHERE child_person IS NOT NULL;
      CREATE INDEX birth_notification_of_mother ON birth_notification (mother_person) WHERE mother_person IS NOT NULL;
      ${guarded('birth_notification')}
      GRANT SELECT, INSERT ON birth_notification TO kamkor_app;
      GRANT SELECT, UPDATE (version, registry_state, child_person, mother_person) ON birth_notification TO kamkor_worker;

      CREATE POLICY notification_of_territory ON birth_notification FOR SELECT TO kamkor_app USING (${IN_TERRITORY} AND (
        ${HAS_ROLE('registrar')}
        OR (care_status = 'WITH_PARENTS' AND ${HAS_ROLE('social-worker', 'social-supervisor')})
        OR (care_status <> 'WITH_PARENTS' AND ${HAS_ROLE('guardianship')})));
      CREATE POLICY notification_of_facility ON birth_notification FOR SELECT TO kamkor_app
        USING (${OF_OWN_FACILITY} AND ${HAS_ROLE('hospital', 'health-exchange')});
      CREATE POLICY notification_of_reporter ON birth_notification FOR SELECT TO kamkor_app
        USING (${BY_SUBJECT('reporter')} AND ${HAS_ROLE('community-reporter')});
      CREATE POLICY notification_of_mother ON birth_notification FOR SELECT TO kamkor_app USING (${OF_OWN_CHILD});
      CREATE POLICY notified_by_facility ON birth_notification FOR INSERT TO kamkor_app
        WITH CHECK (reporter IS NULL AND ${OF_OWN_FACILITY} AND ${HAS_ROLE('hospital', 'health-exchange')});
      CREATE POLICY notified_by_reporter ON birth_notification FOR INSERT TO kamkor_app
        WITH CHECK (facility IS NULL AND ${BY_SUBJECT('reporter')} AND ${HAS_ROLE('community-reporter')}
          AND ${inTerritory('birth_territory')});
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE birth_notification');
  }
}
