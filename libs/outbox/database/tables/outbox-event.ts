import { byMonth, table } from '@kamkor/database';

/**
 * `occurred_at` is legal time, `recorded_at` real time. The payload is emptied when the last consumer has it; what is left
 * is dropped with its month. That a subject's versions are unique follows from how they are given (`outbox_subject`).
 */
export const outboxEvent = table({
  name: 'outbox_event',
  sql: `
CREATE TABLE outbox_event (
  id uuid NOT NULL,
  type text NOT NULL,
  type_version int NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version int NOT NULL,
  payload jsonb,
  occurred_at timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  delivered_at timestamptz(3),
  CONSTRAINT pk_outbox_event PRIMARY KEY (id, recorded_at),
  CONSTRAINT ck_outbox_event_emptied CHECK ((delivered_at IS NULL) = (payload IS NOT NULL))
) PARTITION BY RANGE (recorded_at);`,
  policies: 'CREATE POLICY publish ON outbox_event FOR INSERT TO kamkor_app WITH CHECK (true);',
  grants: `
GRANT INSERT ON outbox_event TO kamkor_app, kamkor_worker;
GRANT SELECT, UPDATE (payload, delivered_at) ON outbox_event TO kamkor_worker;`,
});

export const outboxMonths = byMonth({
  table: 'outbox_event',
  column: 'recorded_at',
  storage: 'fillfactor = 85',
  needed: `EXISTS (SELECT FROM public.outbox_delivery d WHERE d.recorded_at >= month_from AND d.recorded_at < month_to)`,
  keptAtLeast: 1,
  workerDrops: true,
});
