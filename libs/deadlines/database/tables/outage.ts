import { table } from '@kamkor/database';

export const outage = table({
  name: 'outage',
  sql: `
CREATE TABLE outage (
  id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT outage_pkey PRIMARY KEY,
  what text NOT NULL,
  began_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3) NOT NULL,
  legal_began_at timestamptz(3) NOT NULL,
  extended integer NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT outage_forward CHECK (ended_at > began_at)
);`,
  policies: 'CREATE POLICY outage_seen ON outage FOR SELECT TO kamkor_app USING (true);',
  grants: `
GRANT SELECT ON outage TO kamkor_app;
GRANT SELECT, INSERT ON outage TO kamkor_worker;`,
});
