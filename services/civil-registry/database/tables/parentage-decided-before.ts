import { hasRole, table } from '@kamkor/database';

/**
 * Who the mother is can be questioned anew after it was decided. What was decided before, on which grounds and by whom, is
 * added here by the registrar who sees the record, and nobody changes it.
 */
export const parentageDecidedBefore = table({
  name: 'parentage_decided_before',
  sql: `
CREATE TABLE parentage_decided_before (
  birth_record uuid NOT NULL CONSTRAINT parentage_decided_before_of REFERENCES birth_record (id),
  applied_mother uuid NOT NULL CONSTRAINT parentage_decided_before_mother REFERENCES person (id),
  decision text NOT NULL,
  grounds text NOT NULL,
  filed_by text NOT NULL,
  decided_by text NOT NULL,
  decided_at timestamptz(3) NOT NULL,
  CONSTRAINT parentage_decided_before_pk PRIMARY KEY (birth_record, decided_at)
);`,
  worker: false,
  policies: `
CREATE POLICY registrar_keeps ON parentage_decided_before TO kamkor_app USING (${hasRole('registrar')}
  AND EXISTS (SELECT FROM birth_record r WHERE r.id = birth_record));`,
  grants: 'GRANT SELECT, INSERT ON parentage_decided_before TO kamkor_app;',
});
