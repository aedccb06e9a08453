import { hasRole, inTerritory, listed, ofOwnPerson, table } from '@kamkor/database';
import { KNOWN_FROM } from '../../src/rules/person/known-from.js';
import { SEXES } from '../../src/rules/person/sex.js';
import { MERGING, OWN_CHILD, REGISTRAR_OF_TERRITORY, SOMEBODY } from '../conditions.js';

const MERGED_SEEN_BY = hasRole('registrar', 'guardianship');

/**
 * Persons of the registry. A child withheld from its mother leads from neither of the two to the other. Who is merged into
 * another one is seen by nobody but registrars and guardianship, so that a mother has one child. The owner, whose functions
 * resolve identifiers, link children and merge, sees persons only for these purposes.
 */
export const person = table({
  name: 'person',
  sql: `
CREATE TABLE person (
  id uuid DEFAULT gen_random_uuid() CONSTRAINT person_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  family_name text,
  given_name text,
  patronymic text,
  birth_date date NOT NULL,
  sex text NOT NULL CONSTRAINT person_sex CHECK (sex IN ${listed(SEXES)}),
  pin text CONSTRAINT person_pin UNIQUE,
  territory text COLLATE "C" NOT NULL,
  mother uuid CONSTRAINT person_mother REFERENCES person (id),
  withheld_from_mother boolean NOT NULL DEFAULT false,
  known_from text NOT NULL
    CONSTRAINT person_known_from CHECK (known_from IN ${listed(KNOWN_FROM)}),
  entered_at timestamptz(3) NOT NULL,
  merged_into uuid CONSTRAINT person_merged_into REFERENCES person (id)
    CONSTRAINT person_not_merged_into_itself CHECK (merged_into <> id),
  CONSTRAINT person_named CHECK (known_from = 'BIRTH_NOTIFICATION' OR (family_name IS NOT NULL AND given_name IS NOT NULL)),
  CONSTRAINT person_not_own_mother CHECK (mother <> id)
);
CREATE INDEX person_by_territory ON person (territory, id);
CREATE INDEX person_by_birth ON person (mother, birth_date, sex) WHERE mother IS NOT NULL;
CREATE INDEX person_by_merge ON person (merged_into) WHERE merged_into IS NOT NULL;`,
  policies: `
CREATE POLICY registrar_sees ON person FOR SELECT TO kamkor_app USING (${REGISTRAR_OF_TERRITORY});
CREATE POLICY registrar_enters ON person FOR INSERT TO kamkor_app WITH CHECK (${REGISTRAR_OF_TERRITORY});
CREATE POLICY registrar_names ON person FOR UPDATE TO kamkor_app USING (${REGISTRAR_OF_TERRITORY});
CREATE POLICY guardianship_sees ON person FOR SELECT TO kamkor_app USING (${hasRole('guardianship')} AND ${inTerritory()});
CREATE POLICY official_sees ON person FOR SELECT TO kamkor_app USING (
  ${hasRole('social-worker', 'social-supervisor', 'benefits-specialist')} AND ${inTerritory()} AND NOT withheld_from_mother);
CREATE POLICY citizen_sees_self ON person FOR SELECT TO kamkor_app USING ${ofOwnPerson('id')};
CREATE POLICY citizen_sees_child ON person FOR SELECT TO kamkor_app USING ${OWN_CHILD};
CREATE POLICY merged_is_no_second_person ON person AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (merged_into IS NULL OR ${MERGED_SEEN_BY});
CREATE POLICY gateway_resolves ON person FOR SELECT TO CURRENT_USER USING (${hasRole('gateway')});
CREATE POLICY owner_links ON person TO CURRENT_USER USING (${hasRole('registrar')});
CREATE POLICY owner_merges ON person TO CURRENT_USER USING (${MERGING}) WITH CHECK (${MERGING});
CREATE POLICY owner_resolves ON person FOR SELECT TO CURRENT_USER USING (merged_into IS NOT NULL AND ${SOMEBODY});`,
  grants: `
GRANT SELECT ON person TO kamkor_app, kamkor_worker;
GRANT INSERT (id, family_name, given_name, patronymic, birth_date, sex, pin, territory, mother, withheld_from_mother,
  known_from, entered_at) ON person TO kamkor_app;
GRANT UPDATE (version, family_name, given_name, patronymic, birth_date, sex, pin, withheld_from_mother) ON person TO kamkor_app;
GRANT INSERT, UPDATE ON person TO kamkor_worker;`,
});
