import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, portIsFree } from '@kamkor/local';
import { migrateQueue } from '@kamkor/queue';
import { testDatabase } from './database.js';

/** A queue of a suite's own, on one of the two backends. */
export interface QueueBackend {
  /** For `openQueues`, or as a process's `QUEUE_URL`. */
  readonly url: string;
  dispose(): Promise<void>;
}

/** Both where redis-server is installed, else PostgreSQL alone: `describe.each(QUEUE_BACKENDS)('on %s', …)`. */
export const QUEUE_BACKENDS: readonly ('postgres' | 'redis')[] =
  spawnSync('redis-server', ['--version']).status === 0 ? ['postgres', 'redis'] : ['postgres'];

/** Starts an empty queue backend: a database on the test server, or a Redis of its own. */
export function queueBackend(backend: 'postgres' | 'redis'): Promise<QueueBackend> {
  return backend === 'redis' ? ownRedis() : ownQueueDatabase();
}

async function ownQueueDatabase(): Promise<QueueBackend> {
  const database = await testDatabase('queue', []);
  await migrateQueue(database.urls.owner);
  return { url: database.urls.worker, dispose: () => database.dispose() };
}

async function ownRedis(): Promise<QueueBackend> {
  const folder = await mkdtemp(join(tmpdir(), 'kamkor-test-redis-'));
  const port = await freePort();
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes'];
  const redis = spawn('redis-server', [...settings, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
  await untilItListens(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    dispose: async () => {
      const gone = once(redis, 'exit');
      redis.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilItListens(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (!(await portIsFree(port))) return;
    await delay(25);
  }
  throw new Error('redis-server did not start');
}
