import { execFileSync, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { endProcess } from './processes/ending.js';
import { startTimeOf } from './processes/same-process.js';

export interface Redis {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Stops it, by default in order; with SIGKILL as if the power failed. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/**
 * Starts a Redis of our own on loopback that keeps its data in `folder` (append-only, nothing evicted, as queues need it).
 * Gives null when no redis-server is installed on this machine. `port`: the one that it had before, for a restart.
 */
export async function startRedis(folder: string, port?: number): Promise<Redis | null> {
  if (!redisIsInstalled()) return null;
  await mkdir(folder, { recursive: true });
  const at = port ?? (await freePort());
  const settings = ['--port', String(at), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--daemonize', 'no'];
  const queue = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction'];
  const child = spawn('redis-server', [...settings, ...queue], { stdio: 'ignore', detached: true });
  child.unref();
  for (let tries = 0; !(await answers(at)); tries++) {
    if (child.exitCode !== null || tries > 200) throw new Error(`redis-server did not start on port ${at}`);
    await sleep(25);
  }
  const pid = child.pid!;
  const startedAt = startTimeOf(pid);
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    await endProcess(pid, { startedAt, signal });
  };
  return { url: `redis://127.0.0.1:${at}`, port: at, pid, stop };
}

export function redisIsInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const finish = (alive: boolean) => {
      socket.destroy();
      resolve(alive);
    };
    socket.setTimeout(1_000, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('data', (answer) => finish(answer.toString().startsWith('+PONG')));
  });
}
