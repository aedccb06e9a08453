import { hasRole, listed, table } from '@kamkor/database';
import { DUPLICATE_WORK_KINDS } from '../../src/rules/duplicate/work-kind.js';

/** What the worker still has to do about duplicates. It compares the whole country, so nobody else reads keys or work. */
export const duplicateWork = table({
  name: 'duplicate_work',
  sql: `
CREATE TABLE duplicate_work (
  id uuid DEFAULT gen_random_uuid() CONSTRAINT duplicate_work_pk PRIMARY KEY,
  kind text NOT NULL CONSTRAINT duplicate_work_kind CHECK (kind IN ${listed(DUPLICATE_WORK_KINDS)}),
  subject_id uuid NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  not_before timestamptz(3) NOT NULL DEFAULT now(),
  error text
);
CREATE INDEX duplicate_work_next ON duplicate_work (kind, not_before);`,
  policies: `
CREATE POLICY search_asked ON duplicate_work FOR INSERT TO kamkor_app
  WITH CHECK (kind = 'INDEX' AND ${hasRole('hospital', 'health-exchange', 'community-reporter')});
CREATE POLICY settlement_asked ON duplicate_work FOR INSERT TO kamkor_app
  WITH CHECK (kind = 'SETTLE' AND ${hasRole('registrar')});`,
  grants: `
GRANT INSERT (kind, subject_id) ON duplicate_work TO kamkor_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON duplicate_work TO kamkor_worker;`,
});
