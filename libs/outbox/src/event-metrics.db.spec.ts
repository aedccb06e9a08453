import { randomUUID } from 'node:crypto';
import { processMetrics } from '@kamkor/service';
import { aPrincipal, type TestDatabase, testDatabase } from '@kamkor/testing';
import { outboxMigrations } from '../migrations/index.js';
import { eventMetrics, undelivered } from './event-metrics.js';
import { publish } from './outbox/publish.js';

describe('the metrics of events', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase('births', outboxMigrations);
  });
  afterAll(() => database?.dispose());

  it('show what is owed to whom and for how long, what is held up, and what took effect', async () => {
    const worker = await database.as('worker');
    const metrics = processMetrics('births-worker');
    eventMetrics(metrics, worker)('ChildRecorded', 3);
    const id = randomUUID();
    await database.asPrincipal(aPrincipal(), () =>
      publish({
        type: 'ChildOverdue',
        subjectId: id,
        payload: { notificationId: id, territory: 'KG-C', dueAt: '2026-07-25T00:00:00Z' },
      }),
    );
    await database.admin(`UPDATE outbox_delivery SET recorded_at = recorded_at - interval '1 hour'`);
    await database.admin(
      `INSERT INTO inbox_event SELECT gen_random_uuid(), 'post', 'X', 1, 'X', gen_random_uuid(), 2, now(), NULL, 'EARLY'`,
    );

    const text = await metrics.metrics();
    expect(text).toMatch(/kamkor_outbox_undelivered\{consumer="civil-registry",process="births-worker"\} 1\n/);
    expect(text).toMatch(/kamkor_outbox_oldest_undelivered_seconds\{consumer="civil-registry",.*\} 36\d\d/);
    expect(text).toMatch(/kamkor_inbox_waiting\{state="EARLY",.*\} 1\n/);
    expect(text).toMatch(/kamkor_inbox_waiting\{state="PARKED",.*\} 0\n/);
    expect(text).toMatch(/kamkor_inbox_applied_total\{type="ChildRecorded",.*\} 3\n/);
    expect(text).not.toContain(id);
    expect(await undelivered(worker)).toBe(1);
  });
});
