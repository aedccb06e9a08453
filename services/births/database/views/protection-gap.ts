import { hasRole, inTerritory, view } from '@kamkor/database';

/** Where nobody is named to protect. It says so whether or not there are concerns there, and so discloses none. */
export const protectionGap = view({
  name: 'protection_gap',
  sql: `
CREATE VIEW protection_gap WITH (security_barrier = true) AS
  SELECT t.code AS territory, (SELECT max(p.territory) FROM protection_worker p
    WHERE p.state = 'NAMED' AND t.code > p.territory AND t.code < p.territory || '.') AS covered_by
  FROM territory t
  WHERE ${inTerritory('t.code')} AND ${hasRole('guardianship', 'admin')} AND t.valid_to IS NULL
    AND NOT EXISTS (SELECT FROM protection_worker p WHERE p.state = 'NAMED' AND p.territory = t.code);`,
  grants: 'GRANT SELECT ON protection_gap TO kamkor_app;',
});
