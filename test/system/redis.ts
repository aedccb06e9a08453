import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Redis, startRedis } from '@kamkor/local-servers';

/** A Redis that can be taken away and given back on the same port with what it had on disk. */
export interface CuttableRedis {
  readonly url: string;
  /** Kills it: connections break at once and new ones are refused. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  dispose(): Promise<void>;
}

/** A Redis of one's own; null where no redis-server is installed. */
export async function cuttableRedis(): Promise<CuttableRedis | null> {
  const folder = await mkdtemp(join(tmpdir(), 'kamkor-test-redis-'));
  const first = await startRedis(folder);
  if (!first) {
    await rm(folder, { recursive: true });
    return null;
  }
  let running: Redis | null = first;
  const stop = async (signal: NodeJS.Signals) => {
    await running?.stop(signal);
    running = null;
  };
  return {
    url: first.url,
    cut: () => stop('SIGKILL'),
    restore: async () => {
      running ??= await startRedis(folder, first.port);
    },
    dispose: async () => {
      await stop('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
