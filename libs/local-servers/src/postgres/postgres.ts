import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../free-port.js';
import { endProcess } from '../processes/ending.js';
import { startTimeOf } from '../processes/same-process.js';
import { postgresBinaries } from './binaries.js';
import { initialise, prepareDataFolder } from './data-folder.js';
import { clearPostmaster, readPostmaster } from './postmaster.js';
import { unprivilegedAccount } from './unprivileged.js';

export interface PostgresOptions {
  /** Data folder; made at the first start, reused later. */
  readonly folder: string;
  /** Password of the superuser `postgres`; the one of the first start stays valid. */
  readonly password: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly logFile?: string;
  /** Sum over all pools of all processes. */
  readonly maxConnections?: number;
  /** Server settings, for example `{ shared_buffers: '64MB' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Postgres {
  readonly pid: number;
  readonly startedAt: string;
  readonly port: number;
  /** URL of the superuser on the database `postgres`. */
  readonly adminUrl: string;
  /** Fast stop: open transactions are rolled back, what was committed is on disk. `immediate`: as if the power went. */
  stop(how?: 'fast' | 'immediate'): Promise<void>;
  /** Settles when the server has ended, for whatever reason. */
  readonly exited: Promise<void>;
}

/**
 * Starts the PostgreSQL that came with the packages, on loopback TCP only. A terminal's Ctrl-C does not reach it:
 * whoever started it stops it, after everything that uses it. Throws with the end of its log when it does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const account = unprivilegedAccount();
  const folder = await prepareDataFolder(options.folder, account);
  const binaries = await postgresBinaries(account !== undefined);
  await clearPostmaster(folder);
  await initialise(folder, { binaries, account, password: options.password });
  const port = options.port || (await freePort());
  const logFile = options.logFile ?? `${options.folder}.log`;
  const log = await open(logFile, 'a', 0o600);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: String(options.maxConnections ?? 100),
    ...options.settings,
  };
  const child = spawn(
    join(binaries, 'bin', 'postgres'),
    [
      '-D',
      folder,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { ...account, cwd: folder, detached: true, stdio: ['ignore', log.fd, log.fd] },
  );
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  child.unref();
  await log.close();
  while (!failure && child.exitCode === null && !(await readPostmaster(folder))?.ready) await sleep(20);
  const startedAt = child.pid === undefined ? undefined : startTimeOf(child.pid);
  if (failure || child.pid === undefined || startedAt === undefined) {
    const tail = (await readFile(logFile, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-10).join('\n');
    throw new Error(`PostgreSQL did not start. The end of ${logFile}:\n${tail}`, { cause: failure });
  }
  const pid = child.pid;
  return {
    pid,
    startedAt,
    port,
    exited,
    adminUrl: superuserUrl(port, options.password),
    stop: async (how = 'fast') => {
      await endProcess(pid, { startedAt, signal: how === 'fast' ? 'SIGINT' : 'SIGQUIT', patienceMs: 30_000 });
    },
  };
}

export const superuserUrl = (port: number, password: string): string =>
  `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
