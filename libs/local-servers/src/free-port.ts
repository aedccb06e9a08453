import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems lend to outgoing connections (32768 and up), so that none is taken before we listen. */
const RANGE = [15_000, 32_000] as const;
const handedOut = new Set<number>();

/** A TCP port of the loopback interface that nobody listens on; never the same one twice from one process. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 1_000; tries++) {
    const port = randomInt(...RANGE);
    if (handedOut.has(port)) continue;
    handedOut.add(port);
    if (await portIsFree(port)) return port;
  }
  throw new Error(`no free port between ${RANGE[0]} and ${RANGE[1]}`);
}

/** Whether `port` on the loopback interface can be listened on. */
export function portIsFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
