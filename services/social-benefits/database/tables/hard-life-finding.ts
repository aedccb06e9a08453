import { hasRole, inTerritory, table } from '@kamkor/database';
import { SOCIAL_UNIT } from '../../src/rules/hard-life-situation/roles.js';
import { familySees } from './hard-life-situation.js';

const WITH_PARENTS =
  'EXISTS (SELECT FROM hard_life_situation s WHERE s.id = situation_id AND NOT s.apart_from_parents)';

/**
 * What a visit found, which led to a situation. What the social unit found at a mother's home is not guardianship's when she
 * gives her child up. Where nobody knows who made a finding, guardianship sees it only of a child with its parents.
 */
export const hardLifeFinding = table({
  name: 'hard_life_finding',
  sql: `
CREATE TABLE hard_life_finding (
  visit_id uuid CONSTRAINT hard_life_finding_pk PRIMARY KEY,
  situation_id uuid NOT NULL CONSTRAINT hard_life_finding_situation REFERENCES hard_life_situation (id),
  territory text COLLATE "C" NOT NULL,
  found_at timestamptz(3) NOT NULL,
  found_by text CONSTRAINT hard_life_finding_found_by CHECK (found_by IN ('SOCIAL_UNIT', 'GUARDIANSHIP')),
  family_knows boolean NOT NULL,
  circumstances text[] NOT NULL
);
CREATE INDEX hard_life_finding_by_situation ON hard_life_finding (situation_id, found_at);`,
  policies: `
CREATE POLICY official_sees ON hard_life_finding FOR SELECT TO kamkor_app USING (${inTerritory()} AND (
  ${hasRole('benefits-specialist')}
  OR (${hasRole('guardianship')} AND (coalesce(found_by = 'GUARDIANSHIP', false) OR ${WITH_PARENTS}))
  OR (${hasRole(...SOCIAL_UNIT)} AND ${WITH_PARENTS})));
CREATE POLICY family_sees ON hard_life_finding FOR SELECT TO kamkor_app USING (family_knows
  AND EXISTS (SELECT FROM hard_life_situation s WHERE s.id = situation_id AND ${familySees('s.')}));`,
  grants: `
GRANT SELECT ON hard_life_finding TO kamkor_app, kamkor_worker;
GRANT INSERT, UPDATE (territory) ON hard_life_finding TO kamkor_worker;`,
});
