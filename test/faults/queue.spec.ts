import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { redisIsInstalled } from '@kamkor/local-servers';
import { aBirth, waitForValue, waitUntil } from '@kamkor/testing';
import { type CuttableRedis, cuttableRedis, emptyQueue, type TestSystem, testSystem } from '../system/index.js';
import { births, notifyAll, recordedOf, recordedOnce } from './many-notifications.js';

import.meta.jest.setTimeout(150_000);

/** A deadline may be so late after total loss of the queue. */
const LATE_AT_MOST_MS = 60_000;
/** How long Redis is gone. A minute would prove no more: reconnecting waits at most 2 s, sweeping by oneself 30 s. */
const REDIS_GONE_MS = 15_000;

const BACKENDS = redisIsInstalled() ? (['postgres', 'redis'] as const) : (['postgres'] as const);
if (!redisIsInstalled())
  console.log('skipped: redis-server is not installed, so the queue’s faults are not tested on Redis');

describe.each(BACKENDS)('the queue on %s', (backend) => {
  let redis: CuttableRedis | null = null;
  let system: TestSystem;
  beforeAll(async () => {
    redis = backend === 'redis' ? await cuttableRedis() : null;
    system = await testSystem(redis ? { queueUrl: redis.url } : {});
  }, 120_000);
  afterAll(async () => {
    await system?.dispose();
    await redis?.dispose();
  });

  const legalNow = async () => {
    const answer = await fetch(`${system.running.urls.births}/clock`, { method: 'POST' });
    return Temporal.Instant.from(((await answer.json()) as { now: string }).now);
  };
  const count = async (service: string, condition: string, values: unknown[]) =>
    (await system.sql<{ n: number }>(service, `SELECT count(*)::int AS n FROM ${condition}`, values))[0]!.n;
  const OF_BIRTHS = 'documentation_watch w WHERE w.notification_id = ANY ($1)';
  const lapsedOf = (ids: readonly string[]) => count('births', `${OF_BIRTHS} AND w.state = 'OVERDUE'`, [ids]);
  const tasksOf = (ids: readonly string[]) => count('births', 'outreach_task WHERE notification_id = ANY ($1)', [ids]);

  it('emptied with 100 deadlines pending and 100 events on the wire: all fire, all arrive, once', async () => {
    const [first] = births(1);
    await system.running.kill('civil-registry-worker');
    const notified = await notifyAll(system, births(100));
    const sent = `outbox_delivery d JOIN outbox_event e ON e.id = d.event_id
      WHERE d.state = 'SENT' AND e.subject_id = ANY ($1)`;
    await waitForValue('events on the wire', () => count('births', sent, [notified]), 100);
    // Six seconds before all 100 fall due, so that jobs are armed for that second, and then lost.
    await system.moveClockTo(first!.overdueAt.subtract({ seconds: 6 }));
    expect(await lapsedOf(notified)).toBe(0);

    expect(await emptyQueue(redis?.url ?? system.adminUrlOf('queue'))).toBeGreaterThan(0);
    await system.running.start('civil-registry-worker');

    await waitForValue('lapses', () => lapsedOf(notified), 100, { withinMs: LATE_AT_MOST_MS });
    expect(await tasksOf(notified)).toBe(100);
    await waitUntil('records', async () => (await recordedOf(system, notified)).births === 100, { withinMs: 60_000 });
    expect(await recordedOf(system, notified)).toEqual(recordedOnce(100));
    await waitForValue('events owed', () => count('births', 'outbox_delivery', []), 0, { withinMs: 60_000 });
  });

  if (backend !== 'redis') return;

  it('gone for a while: births are taken in, deadlines fire, no process dies; once it is back all arrives', async () => {
    const before = system.running.processes.map(({ pid }) => pid);
    const due = aBirth().bornDaysAgo(0, await legalNow());
    const pending = await notifyAll(system, births(20, due));
    await waitUntil('records', async () => (await recordedOf(system, pending)).births === 20);
    await system.moveClockTo(due.overdueAt.subtract({ seconds: 6 }));

    await redis!.cut();
    const meanwhile = await notifyAll(system, births(30, aBirth().bornDaysAgo(1, await legalNow())));
    await sleep(REDIS_GONE_MS);
    expect((await recordedOf(system, meanwhile)).births).toBe(0);
    await waitForValue('lapses', () => lapsedOf(pending), 20, { withinMs: LATE_AT_MOST_MS });
    expect(await tasksOf(pending)).toBe(20);

    await redis!.restore();
    await waitUntil('records', async () => (await recordedOf(system, meanwhile)).births === 30, { withinMs: 60_000 });
    expect(await recordedOf(system, meanwhile)).toEqual(recordedOnce(30));
    expect(system.running.processes.map(({ pid }) => pid)).toEqual(before);
  });

  it('gone: a worker that is told to stop stops in order', async () => {
    await redis!.cut();
    await sleep(1_000);
    const told = performance.now();
    await system.running.kill('social-benefits-worker', 'SIGTERM');
    expect(performance.now() - told).toBeLessThan(9_000);
    const log = await readFile(join(system.running.state.logs, 'social-benefits-worker.log'), 'utf8');
    expect(log.trimEnd().split('\n').at(-1)).toContain('"msg":"stopped"');
    await redis!.restore();
    await system.running.start('social-benefits-worker');
  });
});
