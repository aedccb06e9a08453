import { hasRole, inTerritory, listed, table } from '@kamkor/database';
import { APPLICANTS } from '../../src/rules/birth-record/applicant.js';
import { REGISTRY_STATES } from '../../src/rules/birth-record/child-identity.js';
import { PARENTAGE_DECISIONS, PARENTAGES } from '../../src/rules/birth-record/parentage.js';
import { PIN_STATES } from '../../src/rules/birth-record/pin-states.js';
import { MOTHERS_ACTIONS } from '../../src/rules/birth-record/roles.js';
import {
  BIRTH_RECORD_STATES,
  REGISTERED_STATES,
  statesAfter,
  UNREGISTERED_STATES,
} from '../../src/rules/birth-record/states.js';
import { SEXES } from '../../src/rules/person/sex.js';
import { MERGING, OWN_CHILD, REGISTRAR_OF_TERRITORY } from '../conditions.js';

/**
 * Birth records with the act numbers and certificate numbers given to them. A registrar's list begins with what is due
 * first; what waits for the parents has no term here and follows by birth. A child found at a visit has no notification: no
 * place of birth, and perhaps a date that the registrar has to settle. A mother in the application who is not the one that
 * was notified is decided by somebody else than who filed it. Of two records of one child the papers go on with `papers_on`.
 */
export const birthRecord = table({
  name: 'birth_record',
  sql: `
CREATE TABLE birth_record (
  id uuid DEFAULT gen_random_uuid() CONSTRAINT birth_record_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  notification_id uuid NOT NULL CONSTRAINT birth_record_notification UNIQUE,
  state text NOT NULL DEFAULT 'NOTIFIED' CONSTRAINT birth_record_state CHECK (state IN ${listed(BIRTH_RECORD_STATES)}),
  registry_state text NOT NULL CONSTRAINT birth_record_registry_state CHECK (registry_state IN ${listed(REGISTRY_STATES)}),
  child uuid CONSTRAINT birth_record_child UNIQUE REFERENCES person (id),
  mother uuid CONSTRAINT birth_record_mother REFERENCES person (id),
  mother_pin text,
  withheld_from_mother boolean NOT NULL,
  territory text COLLATE "C" NOT NULL,
  facility text COLLATE "C",
  facility_record_number text NOT NULL,
  place_of_birth text,
  of_sibling boolean NOT NULL DEFAULT false,
  born_at timestamptz(3) NOT NULL,
  birth_date date NOT NULL,
  birth_date_approximate boolean NOT NULL DEFAULT false,
  sex text NOT NULL CONSTRAINT birth_record_sex CHECK (sex IN ${listed(SEXES)}),
  recorded_at timestamptz(3) NOT NULL,
  applied_at timestamptz(3),
  applicant text CONSTRAINT birth_record_applicant
    CHECK (applicant IN ${listed(APPLICANTS)}),
  registered_at timestamptz(3),
  act_number text CONSTRAINT birth_record_act_number UNIQUE,
  issued_at timestamptz(3),
  certificate_series text,
  certificate_number text,
  due_at timestamptz(3),
  registration_overdue_since timestamptz(3),
  certificate_overdue_since timestamptz(3),
  pin_state text NOT NULL DEFAULT 'NOT_REQUESTED' CONSTRAINT birth_record_pin_state CHECK (pin_state IN ${listed(PIN_STATES)}),
  pin_requested_at timestamptz(3),
  pin_due_at timestamptz(3),
  pin_overdue_since timestamptz(3),
  pin_recorded_at timestamptz(3),
  parentage text NOT NULL DEFAULT 'NOT_QUESTIONED'
    CONSTRAINT birth_record_parentage CHECK (parentage IN ${listed(PARENTAGES)}),
  applied_mother uuid CONSTRAINT birth_record_applied_mother REFERENCES person (id),
  parentage_filed_by text,
  parentage_due_at timestamptz(3),
  parentage_overdue_since timestamptz(3),
  parentage_decision text CONSTRAINT birth_record_parentage_decision
    CHECK (parentage_decision IN ${listed(PARENTAGE_DECISIONS)}),
  parentage_grounds text,
  parentage_decided_by text,
  parentage_decided_at timestamptz(3),
  papers_on uuid CONSTRAINT birth_record_papers_on REFERENCES birth_record (id),
  queue_rank int NOT NULL GENERATED ALWAYS AS (CASE WHEN due_at IS NULL THEN 1 ELSE 0 END) STORED,
  queue_at timestamptz(3) NOT NULL GENERATED ALWAYS AS (COALESCE(due_at, born_at)) STORED,
  CONSTRAINT birth_record_certificate UNIQUE (certificate_series, certificate_number),
  CONSTRAINT birth_record_identified CHECK ((registry_state = 'NOT_IDENTIFIED') = (child IS NULL)),
  CONSTRAINT birth_record_place CHECK (of_sibling OR place_of_birth IS NOT NULL),
  CONSTRAINT birth_record_date_settled CHECK (NOT birth_date_approximate OR state IN ${listed(UNREGISTERED_STATES)}),
  CONSTRAINT birth_record_applied CHECK ((state <> 'NOTIFIED') = (applied_at IS NOT NULL)),
  CONSTRAINT birth_record_registered
    CHECK ((state IN ${listed(REGISTERED_STATES)}) = (registered_at IS NOT NULL AND act_number IS NOT NULL)),
  CONSTRAINT birth_record_issued
    CHECK ((state = 'CERTIFIED') = (issued_at IS NOT NULL AND certificate_number IS NOT NULL)),
  CONSTRAINT birth_record_child_for_papers CHECK (state = 'NOTIFIED' OR child IS NOT NULL),
  CONSTRAINT birth_record_pin_requested CHECK ((pin_state = 'NOT_REQUESTED') = (pin_requested_at IS NULL)
    AND (pin_state = 'RECORDED') = (pin_recorded_at IS NOT NULL)
    AND (pin_state = 'NOT_REQUESTED' OR state IN ${listed(REGISTERED_STATES)})),
  CONSTRAINT birth_record_parentage_filed CHECK ((parentage = 'NOT_QUESTIONED') = (applied_mother IS NULL)
    AND (parentage = 'NOT_QUESTIONED') = (parentage_filed_by IS NULL)),
  CONSTRAINT birth_record_parentage_decided CHECK ((parentage = 'DECIDED') =
    (parentage_decision IS NOT NULL AND parentage_grounds IS NOT NULL AND parentage_decided_by IS NOT NULL)),
  CONSTRAINT birth_record_parentage_second CHECK (parentage_decided_by <> parentage_filed_by),
  CONSTRAINT birth_record_parentage_first CHECK (parentage <> 'MISMATCH' OR state IN ${listed(UNREGISTERED_STATES)})
);
CREATE INDEX birth_record_work_list ON birth_record (territory, state, queue_rank, queue_at, id);
CREATE INDEX birth_record_by_mother ON birth_record (mother) WHERE mother IS NOT NULL;
CREATE INDEX birth_record_by_mother_pin ON birth_record (mother_pin) WHERE mother IS NULL AND mother_pin IS NOT NULL;
CREATE INDEX birth_record_waiting_for_pin ON birth_record (territory, pin_due_at, id) WHERE pin_state = 'PENDING';
CREATE INDEX birth_record_questioned ON birth_record (territory, parentage_due_at, id) WHERE parentage = 'MISMATCH';`,
  policies: `
CREATE POLICY registrar_sees ON birth_record FOR SELECT TO kamkor_app USING (${REGISTRAR_OF_TERRITORY});
CREATE POLICY registrar_decides ON birth_record FOR UPDATE TO kamkor_app USING (${REGISTRAR_OF_TERRITORY});
CREATE POLICY guardianship_sees ON birth_record FOR SELECT TO kamkor_app
  USING (${hasRole('guardianship')} AND ${inTerritory()} AND withheld_from_mother);
CREATE POLICY mother_sees ON birth_record FOR SELECT TO kamkor_app USING ${OWN_CHILD};
CREATE POLICY mother_applies ON birth_record FOR UPDATE TO kamkor_app USING ${OWN_CHILD}
  WITH CHECK (${OWN_CHILD} AND state IN ${listed(statesAfter(MOTHERS_ACTIONS))});
CREATE POLICY merged_is_no_second_birth ON birth_record AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (papers_on IS NULL OR ${hasRole('registrar', 'guardianship')});
CREATE POLICY owner_links ON birth_record TO CURRENT_USER USING (${hasRole('registrar')});
CREATE POLICY owner_merges ON birth_record TO CURRENT_USER USING (${MERGING}) WITH CHECK (${MERGING});`,
  grants: `
GRANT SELECT ON birth_record TO kamkor_app, kamkor_worker;
GRANT INSERT, UPDATE ON birth_record TO kamkor_worker;
GRANT UPDATE (version, state, registry_state, child, born_at, birth_date, birth_date_approximate, sex, applied_at, applicant,
  registered_at, act_number, issued_at, certificate_series, certificate_number, due_at, registration_overdue_since,
  certificate_overdue_since, pin_state, pin_requested_at, pin_due_at, pin_overdue_since, pin_recorded_at, parentage,
  applied_mother, parentage_filed_by, parentage_due_at, parentage_overdue_since, parentage_decision, parentage_grounds,
  parentage_decided_by, parentage_decided_at) ON birth_record TO kamkor_app;`,
});
