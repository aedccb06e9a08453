import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KAMKOR } from '@kamkor/local';
import { endProcess, freePort } from '@kamkor/local-servers';
import { waitUntil } from '@kamkor/testing';
import type { TestSystem } from './test-system.js';

/** Starts one more worker of a service beside the system's own, as a second replica; resolves when it is ready. */
export async function secondWorker({ running }: TestSystem, service: string): Promise<{ stop(): Promise<void> }> {
  const { folder } = KAMKOR.services.find(({ name }) => name === service)!;
  const { trailKey } = JSON.parse(await readFile(running.state.secrets, 'utf8')) as { trailKey: string };
  const port = await freePort();
  const child = spawn(process.execPath, [join(folder, 'dist/src/worker.js')], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DATABASE_URL: running.databases[service]!.worker,
      QUEUE_URL: running.queueUrl,
      KAMKOR_CLOCK_FILE: running.state.clock,
      KAMKOR_TRAIL_KEY: trailKey,
    },
  });
  const gone = once(child, 'exit');
  const stop = async () => {
    await endProcess(child.pid!, { patienceMs: 10_000 });
    await gone;
  };
  try {
    await waitUntil(`a second worker of ${service}`, async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok);
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
