import { bySubject, hasRole, inTerritory, listed, table } from '@kamkor/database';
import { NAMING_STATES, WITHDRAWAL_REASONS } from '../../src/rules/protection/naming-states.js';

/** Guardianship names workers for what lies below it; an administrator names them for a whole country, above which there is nobody. */
const NAMES = `((${hasRole('guardianship')} AND territory > (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true)))
  OR (${hasRole('admin')} AND ${inTerritory()} AND position('-' IN territory) = 0))`;
/** The caller's own namings, as far as the caller's territory reaches into them. */
const OWN = `(${bySubject('subject')} AND ${hasRole('guardianship')} AND (${inTerritory()}
  OR ((SELECT current_setting('kamkor.territory_from', true)) > territory
    AND (SELECT current_setting('kamkor.territory_from', true)) < territory || '.')))`;

/** Where the caller is named: one value that a statement works out once. It is NULL, and so matches nothing, for everybody else. */
const NAMED_FOR = `(SELECT range_agg(territory_range(p.territory, p.territory || '.')) FROM protection_worker p
  WHERE ${bySubject('p.subject')} AND p.state = 'NAMED')`;

/** The caller protects those who live there. An index serves the first conditions; the last one is exact. */
export const PROTECTS = `(${inTerritory()} AND ${hasRole('guardianship')} AND territory >= lower(${NAMED_FOR})
  AND territory < upper(${NAMED_FOR}) AND territory <@ ${NAMED_FOR})`;

/**
 * The people who may see safety concerns are named one by one: the role alone opens nothing. Those who name and those who
 * were named see a naming.
 */
export const protectionWorker = table({
  name: 'protection_worker',
  sql: `
CREATE TYPE territory_range AS RANGE (subtype = text, collation = "C");
CREATE TABLE protection_worker (
  id uuid CONSTRAINT protection_worker_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'NAMED' CONSTRAINT protection_worker_state CHECK (state IN ${listed(NAMING_STATES)}),
  subject text NOT NULL,
  territory text COLLATE "C" NOT NULL,
  named_at timestamptz(3) NOT NULL,
  named_by text NOT NULL,
  withdrawn_at timestamptz(3),
  withdrawn_by text,
  reason text CONSTRAINT protection_worker_reason CHECK (reason IN ${listed(WITHDRAWAL_REASONS)}),
  CONSTRAINT protection_worker_of_another CHECK (subject <> named_by),
  CONSTRAINT protection_worker_withdrawn CHECK ((state = 'WITHDRAWN')
    = (withdrawn_at IS NOT NULL AND withdrawn_by IS NOT NULL AND reason IS NOT NULL))
);
CREATE UNIQUE INDEX protection_worker_once ON protection_worker (subject, territory) WHERE state = 'NAMED';
CREATE INDEX protection_worker_named_for ON protection_worker (territory) WHERE state = 'NAMED';
CREATE INDEX protection_worker_in_order ON protection_worker (territory, named_at, id);`,
  policies: `
CREATE POLICY namings_seen ON protection_worker FOR SELECT TO kamkor_app USING (${NAMES} OR ${OWN});
CREATE POLICY worker_named ON protection_worker FOR INSERT TO kamkor_app
  WITH CHECK (${NAMES} AND ${bySubject('named_by')} AND state = 'NAMED');
CREATE POLICY naming_withdrawn ON protection_worker FOR UPDATE TO kamkor_app
  USING (${NAMES} AND state = 'NAMED')
  WITH CHECK (${NAMES} AND ${bySubject('withdrawn_by')} AND state = 'WITHDRAWN');
CREATE POLICY owner_follows ON protection_worker TO CURRENT_USER USING (true) WITH CHECK (true);`,
  grants: `
GRANT SELECT, INSERT, UPDATE (version, state, withdrawn_at, withdrawn_by, reason) ON protection_worker TO kamkor_app;
GRANT SELECT ON protection_worker TO kamkor_worker;`,
});
