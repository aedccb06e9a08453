import { byMonth, table } from '@kamkor/database';

/** An event is kept, with its personal data, while it waits: EARLY for the version before it, PARKED for somebody to mend what it failed on. */
export const inboxEvent = table({
  name: 'inbox_event',
  sql: `
CREATE TABLE inbox_event (
  event_id uuid NOT NULL,
  producer text NOT NULL,
  type text NOT NULL,
  type_version int NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version int NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  payload jsonb,
  state text NOT NULL,
  error text,
  attempts int NOT NULL DEFAULT 0,
  received_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  parked_at timestamptz(3),
  CONSTRAINT pk_inbox_event PRIMARY KEY (event_id, received_at),
  CONSTRAINT ck_inbox_event_state CHECK (state IN ('EARLY', 'PARKED')),
  CONSTRAINT ck_inbox_event_parked CHECK ((state = 'PARKED') = (error IS NOT NULL AND parked_at IS NOT NULL))
) PARTITION BY RANGE (received_at);
CREATE INDEX inbox_event_of_subject ON inbox_event (producer, subject_type, subject_id, subject_version);`,
  policies: 'CREATE POLICY owner_looks ON inbox_event FOR SELECT TO CURRENT_USER USING (true);',
  grants: 'GRANT SELECT, INSERT, UPDATE, DELETE ON inbox_event TO kamkor_worker;',
});

/** A month is empty, and dropped, when the last event of it was applied. */
export const inboxMonths = byMonth({
  table: 'inbox_event',
  column: 'received_at',
  needed: `EXISTS (SELECT FROM public.inbox_event e WHERE e.received_at >= month_from AND e.received_at < month_to)`,
  keptAtLeast: 1,
  workerDrops: true,
});
