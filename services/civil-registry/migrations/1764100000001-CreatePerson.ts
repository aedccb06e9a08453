import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CALLER, IN_SCOPE, lockDown, roleIs } from './policy.js';

/** Persons of the registry. A child withheld from its mother leads from neither of the two to the other. */
export class CreatePerson1764100000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(RIGHTS);
    await runner.query(BY_IDENTIFIER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION person_by_identifier; DROP TABLE person');
  }
}

const TABLE = `
CREATE TABLE person (
  id uuid DEFAULT gen_random_uuid() CONSTRAINT person_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  family_name text,
  given_name text,
  patronymic text,
  birth_date date NOT NULL,
  sex text NOT NULL CONSTRAINT person_sex CHECK (sex IN ('FEMALE', 'MALE', 'UNDETERMINED')),
  pin text CONSTRAINT person_pin UNIQUE,
  territory text COLLATE "C" NOT NULL,
  mother uuid CONSTRAINT person_mother REFERENCES person (id),
  withheld_from_mother boolean NOT NULL DEFAULT false,
  known_from text NOT NULL
    CONSTRAINT person_known_from CHECK (known_from IN ('BIRTH_NOTIFICATION', 'PAPER', 'OTHER_REGISTER')),
  entered_at timestamptz(3) NOT NULL,
  CONSTRAINT person_named CHECK (known_from = 'BIRTH_NOTIFICATION' OR (family_name IS NOT NULL AND given_name IS NOT NULL)),
  CONSTRAINT person_not_own_mother CHECK (mother <> id)
);
CREATE INDEX person_by_territory ON person (territory, id);
CREATE INDEX person_by_birth ON person (mother, birth_date, sex) WHERE mother IS NOT NULL;`;

const RIGHTS = `
${lockDown('person')}
GRANT SELECT ON person TO kamkor_app, kamkor_worker;
GRANT INSERT (id, family_name, given_name, patronymic, birth_date, sex, pin, territory, mother, withheld_from_mother,
  known_from, entered_at)
  ON person TO kamkor_app;
GRANT UPDATE (family_name, given_name, patronymic, mother, withheld_from_mother, version) ON person TO kamkor_app;
GRANT INSERT, UPDATE ON person TO kamkor_worker;

CREATE POLICY worker_keeps ON person TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY registrar_sees ON person FOR SELECT TO kamkor_app USING (${roleIs('registrar')} AND ${IN_SCOPE});
CREATE POLICY registrar_enters ON person FOR INSERT TO kamkor_app WITH CHECK (${roleIs('registrar')} AND ${IN_SCOPE});
CREATE POLICY registrar_names ON person FOR UPDATE TO kamkor_app USING (${roleIs('registrar')} AND ${IN_SCOPE});
CREATE POLICY guardianship_sees ON person FOR SELECT TO kamkor_app USING (${roleIs('guardianship')} AND ${IN_SCOPE});
CREATE POLICY official_sees ON person FOR SELECT TO kamkor_app USING (
  ${roleIs('social-worker', 'social-supervisor', 'benefits-specialist')} AND ${IN_SCOPE} AND NOT withheld_from_mother);
CREATE POLICY citizen_sees_self ON person FOR SELECT TO kamkor_app USING (id = ${CALLER});
CREATE POLICY citizen_sees_child ON person FOR SELECT TO kamkor_app
  USING (mother = ${CALLER} AND NOT withheld_from_mother);`;

// The gateway may turn an identifier into an id and see nothing else: a function of the owner, who sees persons only so.
const BY_IDENTIFIER = `
CREATE POLICY gateway_resolves ON person FOR SELECT TO CURRENT_USER USING (${roleIs('gateway')});
CREATE FUNCTION person_by_identifier(identifier text) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT id FROM public.person WHERE pin = identifier AND ${roleIs('gateway')} $$;
REVOKE ALL ON FUNCTION person_by_identifier FROM PUBLIC;
GRANT EXECUTE ON FUNCTION person_by_identifier TO kamkor_app;`;
