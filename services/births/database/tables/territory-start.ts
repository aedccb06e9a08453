import { bySubject, hasRole, inTerritory, table } from '@kamkor/database';
import { ROLES_OF_BODY } from '../../src/rules/care-status.js';

const SUPERVISES = `(${inTerritory()} AND ${hasRole('social-supervisor')})`;
/** Those who work in its territory, below it or above it see a start: a district has to know that its province began. */
export const START_SEEN = `((${inTerritory()} OR ((SELECT current_setting('kamkor.territory_from', true)) >= territory
    AND (SELECT current_setting('kamkor.territory_from', true)) < (territory || '.') COLLATE "C"))
  AND ${hasRole(...ROLES_OF_BODY.SOCIAL_UNIT)})`;

/** When a territory went live. No two starts overlap. */
export const territoryStart = table({
  name: 'territory_start',
  sql: `
CREATE TABLE territory_start (
  id uuid CONSTRAINT territory_start_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  territory text COLLATE "C" NOT NULL CONSTRAINT territory_start_territory REFERENCES territory (code),
  starts_on date NOT NULL,
  starts_at timestamptz(3) NOT NULL,
  workers int NOT NULL CONSTRAINT territory_start_workers CHECK (workers > 0),
  children_per_worker int CONSTRAINT territory_start_quota CHECK (children_per_worker > 0),
  next_release_at timestamptz(3) NOT NULL,
  declared_at timestamptz(3) NOT NULL,
  declared_by text NOT NULL,
  withdrawn_at timestamptz(3),
  withdrawn_by text,
  CONSTRAINT territory_start_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CONSTRAINT territory_start_one EXCLUDE USING gist (territory_range(territory, territory || '.') WITH &&)
    WHERE (withdrawn_at IS NULL)
);
CREATE INDEX territory_start_in_order ON territory_start (territory, id);`,
  policies: `
CREATE POLICY start_seen ON territory_start FOR SELECT TO kamkor_app USING ${START_SEEN};
CREATE POLICY start_declared ON territory_start FOR INSERT TO kamkor_app
  WITH CHECK (${SUPERVISES} AND ${bySubject('declared_by')});
CREATE POLICY start_changed ON territory_start FOR UPDATE TO kamkor_app USING ${SUPERVISES} WITH CHECK ${SUPERVISES};
CREATE POLICY owner_counts ON territory_start FOR SELECT TO CURRENT_USER USING (true);`,
  grants: `
GRANT SELECT, INSERT, UPDATE (version, workers, children_per_worker, withdrawn_at, withdrawn_by)
  ON territory_start TO kamkor_app;
GRANT SELECT, UPDATE ON territory_start TO kamkor_worker;`,
});
