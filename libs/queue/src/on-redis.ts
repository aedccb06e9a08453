import { once } from 'node:events';
import { Queue, Worker } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import { type OnError, streams, type Transport } from './transport.js';

const retryStrategy = (attempt: number): number => Math.min(50 * 2 ** attempt, 2_000);

/** Producers share a connection that refuses at once while Redis is gone; workers share one that waits for it. */
export function onRedis(url: string, prefix: string, onError: OnError): Transport {
  const connect = (options: RedisOptions): Redis =>
    new Redis(url, { retryStrategy, connectTimeout: 2_000, ...options }).on('error', (error) =>
      onError(error, 'redis'),
    );
  const producing = connect({ enableOfflineQueue: false, maxRetriesPerRequest: 0 });
  let consuming: Redis | undefined;

  return {
    backend: 'redis',
    probe: async () => {
      if (producing.status !== 'ready') await once(producing, 'ready', { signal: AbortSignal.timeout(2_000) });
      await producing.ping();
    },
    newQueue: (name) => new Queue(name, { connection: producing, prefix, streams }),
    newWorker: (name, processor, options) => {
      consuming ??= connect({ maxRetriesPerRequest: null });
      return new Worker(name, processor, { ...options, connection: consuming, prefix });
    },
    findings: () => settingsToMend(producing),
    close: async () => {
      producing.disconnect();
      consuming?.disconnect();
    },
  };
}

async function settingsToMend(redis: Redis): Promise<string[]> {
  const setting = async (name: string): Promise<string | undefined> =>
    ((await redis.config('GET', name)) as string[])[1];
  try {
    const found: string[] = [];
    const policy = await setting('maxmemory-policy');
    if (policy !== 'noeviction') {
      found.push(`Redis maxmemory-policy is ${policy}: it may throw jobs away; set it to noeviction`);
    }
    if ((await setting('appendonly')) !== 'yes') {
      found.push(
        'Redis appendonly is off: jobs are lost when it restarts and come back by sweeping only; set it to yes',
      );
    }
    return found;
  } catch (error) {
    return [`Redis settings could not be checked (${(error as Error).message}); it needs noeviction and appendonly`];
  }
}
