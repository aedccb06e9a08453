import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CALLER, IN_SCOPE, lockDown, roleIs } from './policy.js';

/** Birth records with the act numbers and certificate numbers given to them. */
export class CreateBirthRecord1764100000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(NUMBERS);
    await runner.query(RIGHTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SEQUENCE certificate_number; DROP TABLE act_sequence; DROP TABLE birth_record');
  }
}

// A registrar's list begins with what is due first; what waits for the parents has no term here and follows by birth.
const TABLE = `
CREATE TABLE birth_record (
  id uuid DEFAULT gen_random_uuid() CONSTRAINT birth_record_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  notification_id uuid NOT NULL CONSTRAINT birth_record_notification UNIQUE,
  state text NOT NULL DEFAULT 'NOTIFIED'
    CONSTRAINT birth_record_state CHECK (state IN ('NOTIFIED', 'APPLIED', 'REGISTERED', 'CERTIFIED')),
  registry_state text NOT NULL
    CONSTRAINT birth_record_registry_state CHECK (registry_state IN ('MATCHED', 'CREATED', 'NOT_IDENTIFIED')),
  child uuid CONSTRAINT birth_record_child UNIQUE REFERENCES person (id),
  mother uuid CONSTRAINT birth_record_mother REFERENCES person (id),
  mother_pin text,
  withheld_from_mother boolean NOT NULL,
  territory text COLLATE "C" NOT NULL,
  facility text COLLATE "C",
  facility_record_number text NOT NULL,
  place_of_birth text NOT NULL,
  born_at timestamptz(3) NOT NULL,
  birth_date date NOT NULL,
  sex text NOT NULL CONSTRAINT birth_record_sex CHECK (sex IN ('FEMALE', 'MALE', 'UNDETERMINED')),
  recorded_at timestamptz(3) NOT NULL,
  applied_at timestamptz(3),
  applicant text CONSTRAINT birth_record_applicant
    CHECK (applicant IN ('MOTHER', 'FATHER', 'RELATIVE', 'GUARDIAN', 'INSTITUTION')),
  registered_at timestamptz(3),
  act_number text CONSTRAINT birth_record_act_number UNIQUE,
  issued_at timestamptz(3),
  certificate_series text,
  certificate_number text,
  due_at timestamptz(3),
  registration_overdue_since timestamptz(3),
  certificate_overdue_since timestamptz(3),
  queue_rank int NOT NULL GENERATED ALWAYS AS (CASE WHEN due_at IS NULL THEN 1 ELSE 0 END) STORED,
  queue_at timestamptz(3) NOT NULL GENERATED ALWAYS AS (COALESCE(due_at, born_at)) STORED,
  CONSTRAINT birth_record_certificate UNIQUE (certificate_series, certificate_number),
  CONSTRAINT birth_record_identified CHECK ((registry_state = 'NOT_IDENTIFIED') = (child IS NULL)),
  CONSTRAINT birth_record_applied CHECK ((state <> 'NOTIFIED') = (applied_at IS NOT NULL)),
  CONSTRAINT birth_record_registered
    CHECK ((state IN ('REGISTERED', 'CERTIFIED')) = (registered_at IS NOT NULL AND act_number IS NOT NULL)),
  CONSTRAINT birth_record_issued
    CHECK ((state = 'CERTIFIED') = (issued_at IS NOT NULL AND certificate_number IS NOT NULL)),
  CONSTRAINT birth_record_child_for_papers CHECK (state = 'NOTIFIED' OR child IS NOT NULL)
);
CREATE INDEX birth_record_work_list ON birth_record (territory, state, queue_rank, queue_at, id);
CREATE INDEX birth_record_by_mother ON birth_record (mother) WHERE mother IS NOT NULL;
CREATE INDEX birth_record_by_mother_pin ON birth_record (mother_pin) WHERE mother IS NULL AND mother_pin IS NOT NULL;`;

const NUMBERS = `
CREATE TABLE act_sequence (
  year int NOT NULL,
  territory text COLLATE "C" NOT NULL,
  last int NOT NULL,
  CONSTRAINT act_sequence_pk PRIMARY KEY (year, territory)
);
CREATE SEQUENCE certificate_number;`;

const KEEPS_PAPERS = `${roleIs('registrar')} AND ${IN_SCOPE}`;
const OWN_CHILD = `mother = ${CALLER} AND NOT withheld_from_mother`;

const RIGHTS = `
${lockDown('birth_record')}
${lockDown('act_sequence')}
GRANT SELECT ON birth_record TO kamkor_app, kamkor_worker;
GRANT INSERT, UPDATE ON birth_record TO kamkor_worker;
GRANT UPDATE (version, state, registry_state, child, mother, applied_at, applicant, registered_at, act_number, issued_at,
  certificate_series, certificate_number, due_at, registration_overdue_since, certificate_overdue_since)
  ON birth_record TO kamkor_app;
GRANT SELECT, INSERT, UPDATE ON act_sequence TO kamkor_app;
GRANT USAGE ON SEQUENCE certificate_number TO kamkor_app;

CREATE POLICY worker_keeps ON birth_record TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY registrar_sees ON birth_record FOR SELECT TO kamkor_app USING (${KEEPS_PAPERS});
CREATE POLICY registrar_decides ON birth_record FOR UPDATE TO kamkor_app USING (${KEEPS_PAPERS});
CREATE POLICY guardianship_sees ON birth_record FOR SELECT TO kamkor_app
  USING (${roleIs('guardianship')} AND ${IN_SCOPE} AND withheld_from_mother);
CREATE POLICY mother_sees ON birth_record FOR SELECT TO kamkor_app USING (${OWN_CHILD});
CREATE POLICY mother_applies ON birth_record FOR UPDATE TO kamkor_app USING (${OWN_CHILD})
  WITH CHECK (${OWN_CHILD} AND state IN ('NOTIFIED', 'APPLIED'));
CREATE POLICY registrar_numbers ON act_sequence TO kamkor_app USING (${KEEPS_PAPERS}) WITH CHECK (${KEEPS_PAPERS});`;
