import { table } from '@kamkor/database';

/** How many of a kind may still lapse at this moment, where a kind has a rate. */
export const deadlineRate = table({
  name: 'deadline_rate',
  sql: `
CREATE TABLE deadline_rate (
  kind text NOT NULL CONSTRAINT deadline_rate_pkey PRIMARY KEY,
  tokens double precision NOT NULL,
  filled_at timestamptz(3) NOT NULL
) WITH (fillfactor = 10);`,
  grants: 'GRANT SELECT, INSERT, UPDATE ON deadline_rate TO kamkor_worker;',
});
