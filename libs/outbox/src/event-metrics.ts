import { Counter, Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';

/** Events published and not yet receipted by every consumer; for `GET /idle`. */
export async function undelivered(dataSource: DataSource): Promise<number> {
  const [row] = await dataSource.query('SELECT count(*)::int AS count FROM outbox_delivery');
  return row.count;
}

/**
 * Registers what is owed and what is held up, read from the database when the metrics are asked for, and gives a
 * function that counts applied events (`InboxConsumerOptions.onApplied`). No label names a subject.
 */
export function eventMetrics(registry: Registry, dataSource: DataSource): (type: string, events: number) => void {
  const registers = [registry];
  // A database that is away leaves these out instead of taking the process's other metrics with them.
  const rowsOf = (sql: string) => dataSource.query(sql).catch(() => []);
  // A gauge each with its own query: one that another gauge sets would show the values of the scrape before.
  new Gauge({
    name: 'kamkor_outbox_oldest_undelivered_seconds',
    help: 'Age of the oldest event that a consumer has given no receipt for',
    labelNames: ['consumer'],
    registers,
    async collect() {
      this.reset();
      for (const row of await rowsOf(OLDEST)) this.set({ consumer: row.consumer }, row.age);
    },
  });
  new Gauge({
    name: 'kamkor_outbox_undelivered',
    help: 'Events that a consumer has given no receipt for',
    labelNames: ['consumer'],
    registers,
    async collect() {
      this.reset();
      for (const row of await rowsOf(UNDELIVERED)) this.set({ consumer: row.consumer }, row.events);
    },
  });
  new Gauge({
    name: 'kamkor_inbox_waiting',
    help: 'Events received and not applied: EARLY wait for an earlier one, PARKED failed and need somebody',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      for (const row of await rowsOf(WAITING)) this.set({ state: row.state }, row.events);
    },
  });
  const applied = new Counter({
    name: 'kamkor_inbox_applied_total',
    help: 'Events that took effect here',
    labelNames: ['type'],
    registers,
  });
  return (type, events) => applied.inc({ type }, events);
}

const UNDELIVERED = 'SELECT consumer, count(*)::int AS events FROM outbox_delivery GROUP BY consumer';

const WAITING = `
  SELECT state, count(e.event_id)::int AS events
  FROM (VALUES ('EARLY'), ('PARKED')) AS states (state) LEFT JOIN inbox_event e USING (state) GROUP BY state`;

const OLDEST = `SELECT consumer, extract(epoch FROM clock_timestamp() - min(recorded_at))::float8 AS age
  FROM outbox_delivery GROUP BY consumer`;
