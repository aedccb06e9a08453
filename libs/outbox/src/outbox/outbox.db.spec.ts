import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { EventDraft } from '@kamkor/events';
import { openQueues, type Queues } from '@kamkor/queue';
import { createLogger } from '@kamkor/service';
import {
  aPrincipal,
  QUEUE_BACKENDS,
  type QueueBackend,
  queueBackend,
  type TestDatabase,
  testDatabase,
} from '@kamkor/testing';
import { outboxMigrations } from '../../migrations/index.js';
import { eventQueue, receiptQueue } from '../channels.js';
import { undelivered } from '../event-metrics.js';
import { InboxConsumer } from '../inbox/inbox-consumer.js';
import { settle } from './deliveries.js';
import { OutboxRelay } from './outbox-relay.js';
import { type AnyPublication, publish, publishMany } from './publish.js';

const log = createLogger('test', 'silent');

const recorded = (subjectId: string): AnyPublication => {
  const payload: EventDraft<'ChildRecorded'> = {
    notificationId: subjectId,
    birthRecordId: subjectId,
    registryState: 'CREATED',
    personId: subjectId,
  };
  return { type: 'ChildRecorded', subjectId, payload };
};

describe.each(QUEUE_BACKENDS)('events from one service to another, on %s', (kind) => {
  let registry: TestDatabase;
  let births: TestDatabase;
  let backend: QueueBackend;
  let queues: Queues;
  const open: { close(): Promise<void> }[] = [];
  let applied: string[] = [];

  const relay = async (over: { queues?: Queues } = {}) => {
    const transactions = await registry.transactions('worker');
    const made = new OutboxRelay({
      producer: 'civil-registry',
      transactions,
      queues,
      log,
      resendAfterMs: 300,
      ...over,
    });
    made.start();
    open.push(made);
    return made;
  };

  const consumer = async () => {
    const transactions = await births.transactions('worker');
    const made = new InboxConsumer({ consumer: 'births', transactions, queues, log }).on(
      'ChildRecorded',
      async (events) => void applied.push(...events.map((event) => `${event.subjectId} ${event.subjectVersion}`)),
    );
    made.start();
    open.push(made);
    return made;
  };

  const published = (publications: readonly AnyPublication[]) =>
    registry.asPrincipal(aPrincipal(), () => publishMany(publications));

  const until = async (reached: () => Promise<boolean> | boolean) => {
    for (let tries = 0; !(await reached()); tries += 1) {
      if (tries > 300) throw new Error('it did not come to that');
      await delay(20);
    }
  };
  const owed = async () => undelivered(await registry.as('worker'));

  beforeAll(async () => {
    [registry, births, backend] = await Promise.all([
      testDatabase('civil_registry', outboxMigrations),
      testDatabase('births', outboxMigrations),
      queueBackend(kind),
    ]);
    queues = openQueues(backend.url);
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
    await queues.queue(eventQueue('births')).empty();
    await queues.queue(receiptQueue('civil-registry')).empty();
    await registry.admin('TRUNCATE outbox_delivery');
    applied = [];
  });

  afterAll(async () => {
    await queues?.close();
    await Promise.all([registry?.dispose(), births?.dispose(), backend?.dispose()]);
  });

  it('numbers the events of a subject 1, 2, 3 … over concurrent transactions', async () => {
    const subject = randomUUID();
    await Promise.all(Array.from({ length: 10 }, () => published([recorded(subject), recorded(subject)])));
    const rows = await registry.admin<{ subject_version: number }>(
      'SELECT subject_version FROM outbox_event WHERE subject_id = $1 ORDER BY subject_version',
      [subject],
    );
    expect(rows.map((row) => row.subject_version)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('publishes nothing of a transaction that fails, and lets the app read no payload', async () => {
    const subject = randomUUID();
    const failing = registry.asPrincipal(aPrincipal(), async () => {
      await publish(recorded(subject));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await registry.admin('SELECT id FROM outbox_event WHERE subject_id = $1', [subject])).toEqual([]);
    await expect((await registry.as('app')).query('SELECT payload FROM outbox_event')).rejects.toThrow('permission');
  });

  it('carries 500 events of one statement, each applied once, and owes nothing after the receipts', async () => {
    const subjects = Array.from({ length: 250 }, () => randomUUID());
    await published([...subjects, ...subjects].map(recorded));
    await Promise.all([consumer(), relay(), relay()]);
    await until(async () => (await owed()) === 0);
    expect(applied).toHaveLength(500);
    expect(new Set(applied).size).toBe(500);
    for (const subject of subjects) {
      expect(applied.indexOf(`${subject} 1`)).toBeLessThan(applied.indexOf(`${subject} 2`));
    }
  });

  it('loses nothing when the queue is emptied', async () => {
    await published(Array.from({ length: 100 }, () => recorded(randomUUID())));
    const relaying = await relay();
    await until(async () => (await queues.queue(eventQueue('births')).counts()).waiting === 1);
    await queues.queue(eventQueue('births')).empty();
    await consumer();
    relaying.wake();
    await until(async () => (await owed()) === 0);
    expect(new Set(applied).size).toBe(100);
    expect(applied).toHaveLength(100);
  });

  it('sends again without a second effect when a receipt is lost', async () => {
    const inbox = await consumer();
    const subject = randomUUID();
    const [event] = await published([recorded(subject)]);
    await until(() =>
      registry.admin('SELECT 1 FROM outbox_event WHERE id = $1', [event]).then((rows) => rows.length > 0),
    );
    const relaying = await relay();
    await until(() => applied.length === 1);
    await until(async () => (await owed()) === 0);
    await registry.admin(
      `WITH owed AS (UPDATE outbox_event SET delivered_at = NULL, payload = $2 WHERE id = $1 RETURNING id, recorded_at)
       INSERT INTO outbox_delivery (event_id, recorded_at, consumer) SELECT id, recorded_at, 'births' FROM owed`,
      [event, JSON.stringify(recorded(subject).payload)],
    );
    relaying.wake();
    await until(async () => (await owed()) === 0);
    expect(applied).toHaveLength(1);
    expect(await inbox.drain()).toBe(true);
  });

  it('does not pile up copies for a consumer that is away', async () => {
    await published([recorded(randomUUID())]);
    await relay();
    await delay(1_500);
    expect((await queues.queue(eventQueue('births')).counts()).waiting).toBe(1);
    expect(await owed()).toBe(1);
  });

  it('leaves events pending while the queue refuses, and sends them when it is back', async () => {
    await published([recorded(randomUUID())]);
    const nowhere = openQueues(backend.url.replace(/:\d+(\/|$)/, ':9$1'));
    const refused = await relay({ queues: nowhere });
    await delay(300);
    await refused.close();
    await nowhere.close();
    expect(await registry.admin('SELECT state, attempts FROM outbox_delivery')).toEqual([
      { state: 'PENDING', attempts: 0 },
    ]);
    await consumer();
    await relay();
    await until(async () => (await owed()) === 0);
    expect(applied).toHaveLength(1);
  });

  describe('what everybody has', () => {
    const worker = <Result>(work: () => Promise<Result>) =>
      registry.asPrincipal(aPrincipal(), work, { role: 'worker' });
    const emptied = (events: readonly string[]) =>
      registry.admin(
        `SELECT payload IS NULL AS emptied, delivered_at IS NOT NULL AS delivered FROM outbox_event
         WHERE id = ANY ($1) ORDER BY id`,
        [events],
      );
    const dropMonths = async () =>
      (await (await registry.as('worker')).query('SELECT * FROM outbox_event_drop_months(2)'))[0];

    it('keeps its payload until the last receipt, also of two that come at once', async () => {
      const [event, other] = await published([recorded(randomUUID()), recorded(randomUUID())]);
      await registry.admin(
        `INSERT INTO outbox_delivery (event_id, recorded_at, consumer) SELECT id, recorded_at, 'another' FROM outbox_event WHERE id = $1`,
        [event],
      );
      const settled = await Promise.all([
        worker(async () => {
          await settle('births', [event!]);
          await delay(200);
        }),
        delay(50).then(() => worker(() => settle('another', [event!]))),
      ]);
      expect(settled).toHaveLength(2);
      const standing = { emptied: false, delivered: false };
      expect(await emptied([event!, other!].sort())).toEqual(
        [event!, other!].sort().map((id) => (id === event ? { emptied: true, delivered: true } : standing)),
      );
      expect(await owed()).toBe(1);
    });

    it('is dropped by the month, of which nothing may be owed; what is, is said', async () => {
      await registry.admin('TRUNCATE outbox_event');
      const events = await published([recorded(randomUUID()), recorded(randomUUID()), recorded(randomUUID())]);
      const past = `recorded_at = recorded_at - $1 * interval '1 month'`;
      for (const [i, months] of [3, 4].entries()) {
        await registry.admin(`UPDATE outbox_event SET ${past} WHERE id = $2`, [months, events[i]]);
        await registry.admin(`UPDATE outbox_delivery SET ${past} WHERE event_id = $2`, [months, events[i]]);
      }
      await registry.admin('SELECT outbox_event_make_months(3)');
      await worker(() => settle('births', [events[1]!, events[2]!]));
      const month = (away: number) =>
        Temporal.Now.plainDateISO('UTC').subtract({ months: away }).toString().slice(0, 7).replace('-', '_');
      expect(await dropMonths()).toEqual({
        dropped: [`outbox_event_${month(4)}`],
        needed: [`outbox_event_${month(3)}`],
      });
      expect(await registry.admin('SELECT id FROM outbox_event ORDER BY recorded_at')).toEqual([
        { id: events[0] },
        { id: events[2] },
      ]);
      await worker(() => settle('births', [events[0]!]));
      expect(await dropMonths()).toEqual({ dropped: [`outbox_event_${month(3)}`], needed: [] });
    });
  });

  it('sends a consumer no payload that it has no use for', async () => {
    const id = randomUUID();
    await births.asPrincipal(aPrincipal(), () =>
      publish({
        type: 'ChildOverdue',
        subjectId: id,
        payload: { notificationId: id, territory: 'KG-C', dueAt: '2026-07-25T00:00:00Z' },
      }),
    );
    const received: unknown[] = [];
    const taking = queues.worker<{ events: unknown[] }>(eventQueue('civil-registry'), async ({ data }) => {
      received.push(...data.events);
    });
    const made = new OutboxRelay({
      producer: 'births',
      transactions: await births.transactions('worker'),
      queues,
      log,
    });
    made.start();
    await until(() => received.length === 1);
    expect(received[0]).toMatchObject({ type: 'ChildOverdue', producer: 'births', subjectVersion: 1 });
    expect(received[0]).not.toHaveProperty('payload');
    await Promise.all([made.close(), taking.close()]);
  });
});
