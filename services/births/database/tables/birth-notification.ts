import { hasRole, inTerritory, listed, table } from '@kamkor/database';
import { CARE_STATUSES } from '../../src/rules/care-status.js';
import { REGISTRY_STATES, STATES_OF_A_PERSON } from '../../src/rules/documentation/registry-state.js';
import { BIRTH_ATTENDANTS } from '../../src/rules/notification/birth-attendant.js';
import { PARENT_IDENTITIES, SEXES, TERRITORY_SOURCES } from '../../src/rules/notification/birth-report.js';
import { BY_FACILITY, BY_REPORTER, CARED_FOR_BY_OWN_BODY, OF_OWN_CHILD } from '../conditions.js';

const KEEPER = `((reporter IS NULL AND ${BY_FACILITY}) OR (facility IS NULL AND ${BY_REPORTER}))`;

/**
 * `facility_record_number` is a number of the `record_keeper`: the facility, or the reporter of a birth outside of one.
 * The use case checks facility and territory. They carry no foreign key, because its check would lock the one row of a
 * busy hospital for every birth. `mother_territory` is where the mother was said to live; `territory` is the responsible
 * one, which may be another.
 *
 * The social unit sees the children who are with their parents, guardianship the others, the registrar all of them.
 * Nobody is sent to a mother who lost her child, so those who visit families do not learn who she is. A family sees one
 * child: a mother sees no notification that was closed as a duplicate. Whoever notified a birth completes it.
 */
export const birthNotification = table({
  name: 'birth_notification',
  sql: `
CREATE TABLE birth_notification (
  id uuid CONSTRAINT birth_notification_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  facility text COLLATE "C",
  reporter text,
  record_keeper text NOT NULL GENERATED ALWAYS AS (coalesce('F:' || facility, 'R:' || reporter)) STORED,
  facility_record_number text NOT NULL,
  duplicate_of uuid
    CONSTRAINT birth_notification_duplicate_of REFERENCES birth_notification (id)
    CONSTRAINT birth_notification_not_of_itself CHECK (duplicate_of <> id),
  born_at timestamptz(3) NOT NULL,
  birth_date date NOT NULL,
  place_of_birth text NOT NULL,
  birth_territory text COLLATE "C",
  sex text NOT NULL CONSTRAINT birth_notification_sex CHECK (sex IN ${listed(SEXES)}),
  weight_grams int,
  live boolean NOT NULL,
  plurality int,
  birth_order int,
  delivery_id text,
  attendant text CONSTRAINT birth_notification_attendant CHECK (attendant IN ${listed(BIRTH_ATTENDANTS)}),
  informant_phone text,
  mother_identity text NOT NULL
    CONSTRAINT birth_notification_mother CHECK (mother_identity IN ${listed(PARENT_IDENTITIES)}),
  mother_pin text,
  mother_family_name text,
  mother_given_name text,
  mother_name_key text COLLATE "C",
  mother_birth_date date,
  mother_address text,
  mother_territory text COLLATE "C",
  father_identity text CONSTRAINT birth_notification_father CHECK (father_identity IN ${listed(PARENT_IDENTITIES)}),
  father_pin text,
  father_family_name text,
  father_given_name text,
  father_birth_date date,
  care_status text NOT NULL CONSTRAINT birth_notification_care CHECK (care_status IN ${listed(CARE_STATUSES)}),
  territory text COLLATE "C" NOT NULL,
  territory_source text NOT NULL
    CONSTRAINT birth_notification_territory_source CHECK (territory_source IN ${listed(TERRITORY_SOURCES)}),
  registry_state text NOT NULL DEFAULT 'PENDING'
    CONSTRAINT birth_notification_registry_state CHECK (registry_state IN ${listed(REGISTRY_STATES)}),
  child_person uuid,
  mother_person uuid,
  notified_at timestamptz(3) NOT NULL,
  died_on date,
  death_stated_at timestamptz(3),
  CONSTRAINT birth_notification_record UNIQUE (record_keeper, facility_record_number),
  CONSTRAINT birth_notification_child CHECK ((child_person IS NOT NULL) = (registry_state IN ${listed(STATES_OF_A_PERSON)})),
  CONSTRAINT birth_notification_order CHECK (birth_order IS NULL OR plurality IS NULL OR birth_order <= plurality)
);
CREATE INDEX birth_notification_of_territory ON birth_notification (territory, notified_at, id);
CREATE INDEX birth_notification_of_facility ON birth_notification (facility, notified_at, id);
CREATE INDEX birth_notification_in_order ON birth_notification (notified_at, id);
CREATE INDEX birth_notification_of_record_number ON birth_notification (facility_record_number);
CREATE INDEX birth_notification_of_reporter ON birth_notification (reporter) WHERE reporter IS NOT NULL;
CREATE INDEX birth_notification_of_child ON birth_notification (child_person) WHERE child_person IS NOT NULL;
CREATE INDEX birth_notification_of_mother ON birth_notification (mother_person) WHERE mother_person IS NOT NULL;
CREATE INDEX birth_notification_of_mother_name ON birth_notification (mother_name_key) WHERE mother_name_key IS NOT NULL;
CREATE INDEX birth_notification_duplicates ON birth_notification (duplicate_of) WHERE duplicate_of IS NOT NULL;`,
  policies: `
CREATE POLICY notification_of_territory ON birth_notification FOR SELECT TO kamkor_app
  USING (${inTerritory()} AND (${hasRole('registrar')} OR (live AND ${CARED_FOR_BY_OWN_BODY})));
CREATE POLICY notification_of_facility ON birth_notification FOR SELECT TO kamkor_app USING ${BY_FACILITY};
CREATE POLICY notification_of_reporter ON birth_notification FOR SELECT TO kamkor_app USING ${BY_REPORTER};
CREATE POLICY notification_of_mother ON birth_notification FOR SELECT TO kamkor_app USING ${OF_OWN_CHILD};
CREATE POLICY duplicate_is_no_second_child ON birth_notification AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (duplicate_of IS NULL OR NOT ${hasRole('citizen')});
CREATE POLICY notified_by_facility ON birth_notification FOR INSERT TO kamkor_app
  WITH CHECK (reporter IS NULL AND ${BY_FACILITY});
CREATE POLICY notified_by_reporter ON birth_notification FOR INSERT TO kamkor_app
  WITH CHECK (facility IS NULL AND ${BY_REPORTER} AND ${inTerritory('birth_territory')});
CREATE POLICY completed_by_keeper ON birth_notification FOR UPDATE TO kamkor_app USING ${KEEPER} WITH CHECK ${KEEPER};
CREATE POLICY owner_follows ON birth_notification TO CURRENT_USER USING (true) WITH CHECK (true);`,
  grants: `
GRANT SELECT, INSERT ON birth_notification TO kamkor_app;
GRANT UPDATE (version, weight_grams, plurality, birth_order, delivery_id, attendant, informant_phone, mother_address,
  mother_identity, mother_pin, mother_family_name, mother_given_name, mother_birth_date, mother_name_key, mother_territory,
  father_identity, father_pin, father_family_name, father_given_name, father_birth_date, territory, territory_source)
  ON birth_notification TO kamkor_app;
GRANT SELECT, UPDATE (version, registry_state, child_person, mother_person, duplicate_of, died_on, death_stated_at)
  ON birth_notification TO kamkor_worker;`,
});
