import { setTimeout as wait } from 'node:timers/promises';
import { createDataSource, Transactions } from '@kamkor/persistence';
import { openQueues } from '@kamkor/queue';
import {
  aPrincipal,
  QUEUE_BACKENDS,
  type QueueBackend,
  queueBackend,
  type TestDatabase,
  testDatabase,
  waitForValue,
  waitUntil,
} from '@kamkor/testing';
import { trailMigrations } from '@kamkor/trail/migrations';
import pg from 'pg';
import { deadlinesMigrations } from '../../migrations/index.js';
import { DEADLINE_CHANNEL, DeadlineWorker, type DeadlineWorkerOptions } from '../index.js';
import { aPromise, MovableClock, openSome, reactionMigrations } from '../testing/promise.js';

const NOWHERE = 'redis://127.0.0.1:1';

describe('a worker of deadlines', () => {
  let database: TestDatabase;
  const clock = new MovableClock();
  const apply = aPromise('APPLY');
  const appeal = aPromise('APPEAL', { binds: 'PERSON' });
  const opened: { close(): Promise<unknown> }[] = [];

  beforeAll(async () => {
    database = await testDatabase('deadlines', [...trailMigrations, ...deadlinesMigrations, ...reactionMigrations]);
  });
  afterEach(async () => {
    while (opened.length > 0) await opened.pop()!.close();
    await database.admin('TRUNCATE deadline, deadline_change, reaction, poison, outage, deadline_heartbeat');
  });
  afterAll(() => database.dispose());

  const by = <Result>(work: () => Promise<Result>) =>
    database.asPrincipal(aPrincipal({ roles: ['registrar'], territory: 'KG' }), work, { clock });
  const inMs = (milliseconds: number) => clock.now().add({ milliseconds });
  const reactions = async () => (await database.admin<{ n: number }>('SELECT count(*)::int AS n FROM reaction'))[0]!.n;
  const dueAt = async () =>
    (await database.admin<{ at: string }>('SELECT due_at::text AS at FROM deadline'))[0]!.at.replace('+00', 'Z');

  /** As a worker process: pool, queue and notices of its own. */
  async function aWorker(queueUrl: string, said: Partial<DeadlineWorkerOptions> = {}) {
    const dataSource = await createDataSource({
      url: database.urls.worker,
      applicationName: 'w',
      poolSize: 4,
    }).initialize();
    opened.push({ close: () => dataSource.destroy() });
    const queues = openQueues(queueUrl, { prefix: 'test' });
    opened.push(queues);
    const errors: string[] = [];
    const worker = new DeadlineWorker({
      transactions: new Transactions(dataSource, clock),
      service: 'test',
      kinds: [apply, appeal],
      queues,
      onError: (error, where) => errors.push(`${where}: ${(error as Error).message}`),
      ...said,
    });
    opened.push(worker);
    const listener = new pg.Client({ connectionString: database.urls.worker });
    await listener.connect();
    await listener.query(`LISTEN ${DEADLINE_CHANNEL}`);
    listener.on('notification', ({ payload }) => worker.notified(payload ?? ''));
    listener.on('error', () => undefined);
    opened.push({ close: () => listener.end() });
    return { worker, queues, errors };
  }

  describe.each(QUEUE_BACKENDS)('woken by %s', (name) => {
    let backend: QueueBackend;
    beforeAll(async () => {
      backend = await queueBackend(name);
    });
    afterAll(() => backend.dispose());

    it('fires to the second: what was there at start, and what is opened later', async () => {
      await by(() => openSome(apply, 5, { dueAt: inMs(1_500) }));
      const { worker } = await aWorker(backend.url, { sweepEveryMs: 60_000 });
      await worker.start();
      await by(() => openSome(apply, 5, { dueAt: inMs(700) }));
      await by(() => openSome(apply, 1, { dueAt: inMs(2_600) }));
      await waitForValue('eleven reactions', reactions, 11, { withinMs: 5_000 });
      expect(worker.lateness.summary()!.max).toBeLessThan(1_000);
    });

    it('loses nothing when the queue is emptied, and puts the schedule back', async () => {
      const { worker, queues } = await aWorker(backend.url, { sweepEveryMs: 300, silenceMs: 800 });
      await worker.start();
      await by(() => openSome(apply, 100, { dueAt: inMs(1_000) }));
      await wait(100);
      await queues.queue('deadlines-test').empty();
      await waitForValue('all reactions', reactions, 100, { withinMs: 5_000 });
      await waitUntil('a schedule', async () => (await queues.queue('deadlines-test').counts()).delayed! > 0);
    });
  });

  it('needs no queue: its own timer sweeps, and what was due at start goes at once', async () => {
    await by(() => openSome(apply, 3, { dueAt: inMs(0) }));
    const { worker, errors } = await aWorker(NOWHERE, { silenceMs: 300 });
    await worker.start();
    expect(await reactions()).toBe(3);
    await by(() => openSome(apply, 3, { dueAt: inMs(500) }));
    await waitForValue('the later ones', reactions, 6, { withinMs: 8_000 });
    expect(errors.length).toBeGreaterThan(0);
  });

  it('follows a clock that is moved 61 days, which is no outage', async () => {
    const { worker } = await aWorker(NOWHERE);
    await worker.start();
    await by(() => openSome(appeal, 1_200, { dueAt: clock.now().add({ hours: 24 * 60 }) }));
    clock.forward({ hours: 24 * 61 });
    expect(await worker.idle()).toEqual({ idle: false, due: 1_200 });
    await worker.clockMoved();
    expect(await reactions()).toBe(1_200);
    expect(await worker.idle()).toEqual({ idle: true, due: 0 });
    expect(await database.admin('SELECT 1 FROM outage')).toEqual([]);
  });

  it('gives people back what an outage cost them, once over all workers, and lets the state pay', async () => {
    const due = inMs(60_000);
    await by(() => openSome(appeal, 1, { dueAt: due }));
    await database.admin(`INSERT INTO deadline_heartbeat VALUES (true, clock_timestamp() - interval '10 min', $1)`, [
      clock.now().subtract({ minutes: 10 }).toString(),
    ]);
    clock.forward({ minutes: 2 });
    const workers = [await aWorker(NOWHERE), await aWorker(NOWHERE)];
    await Promise.all(workers.map(({ worker }) => worker.start()));
    expect(await reactions()).toBe(0);
    const gained = Temporal.Instant.from(await dueAt())
      .since(due)
      .total('seconds');
    expect(gained).toBeGreaterThanOrEqual(600);
    expect(gained).toBeLessThan(620);
    expect(await database.admin('SELECT what, extended FROM outage')).toEqual([{ what: 'workers', extended: 1 }]);
    const [change] = await database.admin('SELECT change, changed_by, why FROM deadline_change');
    expect(change).toEqual({ change: 'OUTAGE', changed_by: 'service:test', why: 'outage:workers' });

    await by(() => openSome(apply, 1, { dueAt: inMs(-1) }));
    await workers[0]!.worker.sweep();
    expect(await reactions()).toBe(1);
  });

  it('lets facts in before it sweeps after an outage, but not for ever', async () => {
    await by(() => openSome(apply, 1, { dueAt: inMs(0) }));
    let drained: () => void = () => undefined;
    const waitForInbox = () => new Promise<void>((resolve) => (drained = resolve));
    const { worker } = await aWorker(NOWHERE, { waitForInbox });
    const starting = worker.start();
    await wait(300);
    expect(await reactions()).toBe(0);
    drained();
    await starting;
    expect(await reactions()).toBe(1);

    await by(() => openSome(apply, 1, { dueAt: inMs(0) }));
    const impatient = await aWorker(NOWHERE, { waitForInbox, inboxPatienceMs: 200 });
    await impatient.worker.start();
    expect(await reactions()).toBe(2);
    expect(impatient.errors.join()).toContain('the inbox was not drained');

    const inTime = await aWorker(NOWHERE, { waitForInbox: async () => undefined, inboxPatienceMs: 50 });
    await inTime.worker.start();
    await wait(150);
    expect(inTime.errors.join()).not.toContain('the inbox was not drained');
  });
});
