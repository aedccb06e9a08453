import { table } from '@kamkor/database';
import { REGISTRAR_OF_TERRITORY } from '../conditions.js';

/** The last act number that was given, by year and territory. */
export const actSequence = table({
  name: 'act_sequence',
  sql: `
CREATE TABLE act_sequence (
  year int NOT NULL,
  territory text COLLATE "C" NOT NULL,
  last int NOT NULL,
  CONSTRAINT act_sequence_pk PRIMARY KEY (year, territory)
);`,
  worker: false,
  policies: `
CREATE POLICY registrar_numbers ON act_sequence TO kamkor_app
  USING (${REGISTRAR_OF_TERRITORY}) WITH CHECK (${REGISTRAR_OF_TERRITORY});`,
  grants: 'GRANT SELECT, INSERT, UPDATE ON act_sequence TO kamkor_app;',
});
