import { table } from '@kamkor/database';

/** When the workers were last seen alive, by real and by legal time; one row for all of them. */
export const deadlineHeartbeat = table({
  name: 'deadline_heartbeat',
  sql: `
CREATE TABLE deadline_heartbeat (
  only_one boolean NOT NULL DEFAULT true CONSTRAINT deadline_heartbeat_pkey PRIMARY KEY,
  beat_at timestamptz(3) NOT NULL,
  legal_at timestamptz(3) NOT NULL,
  CONSTRAINT deadline_heartbeat_single CHECK (only_one)
) WITH (fillfactor = 10);`,
  grants: 'GRANT SELECT, INSERT, UPDATE ON deadline_heartbeat TO kamkor_worker;',
});
