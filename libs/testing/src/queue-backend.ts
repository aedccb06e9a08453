import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redisIsInstalled, startRedis } from '@kamkor/local-servers';
import { migrateQueue } from '@kamkor/queue';
import { testDatabase } from './database.js';

/** A queue of a suite's own, on one of the two backends. */
export interface QueueBackend {
  /** For `openQueues`, or as a process's `QUEUE_URL`. */
  readonly url: string;
  dispose(): Promise<void>;
}

/** Both where redis-server is installed, else PostgreSQL alone: `describe.each(QUEUE_BACKENDS)('on %s', …)`. */
export const QUEUE_BACKENDS: readonly ('postgres' | 'redis')[] = redisIsInstalled()
  ? ['postgres', 'redis']
  : ['postgres'];

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
  const redis = await startRedis(folder);
  if (!redis) throw new Error('redis-server is not installed');
  return {
    url: redis.url,
    dispose: async () => {
      await redis.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
