import { chmod, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  clockOffset,
  moveClock,
  type RunningSystem,
  readProcessList,
  type SystemOptions,
  startSystem,
  stateFolder,
  survivorsOf,
} from '@kamkor/local';
import { endProcess, removeDataFolder } from '@kamkor/local-servers';
import pg from 'pg';

const PREFIX = 'kamkor-test-system-';
const MINUTE_MS = 60_000;
/**
 * Without fsync only a power cut of the machine loses something: what a killed process has written is with the system.
 * Commits stay ordered and atomic, and are still written before they are answered.
 */
const POSTGRES = { fsync: 'off', shared_buffers: '64MB', max_wal_size: '512MB' };

/** A whole system on processes of its own, in a folder that goes with it. */
export interface TestSystem {
  readonly running: RunningSystem;
  /** One statement as the superuser on a service's database (or `queue`): to look at what is stored, or to tamper. */
  sql<Row extends object>(service: string, sql: string, values?: unknown[]): Promise<Row[]>;
  /** Superuser's URL of a service's database, or of `queue`. */
  adminUrlOf(service: string): string;
  /** Moves legal time and waits until everything is worked off; gives legal now. */
  moveClock(shift: string): Promise<Temporal.Instant>;
  /** Moves legal time while somebody is down who would be waited for: those who run confirm it, and that is all. */
  moveClockWithout(shift: string): Promise<void>;
  /** Moves legal time to that very instant, more than a minute ahead; waits for nobody's work, which it would outlast. */
  moveClockTo(instant: Temporal.Instant): Promise<void>;
  pidOf(process: string): number;
  /** What went wrong in the log of a process, for a message. */
  logOf(process: string): Promise<string>;
  dispose(): Promise<void>;
}

/** Starts the built system. What an earlier test run left behind, because it was killed, is ended first, by its ids. */
export async function testSystem(options: Pick<SystemOptions, 'queueUrl' | 'services'> = {}): Promise<TestSystem> {
  await endLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  await chmod(folder, 0o711);
  const state = join(folder, 'state');
  const running = await startSystem({ state, postgresSettings: POSTGRES, ...options });
  const adminUrlOf = (service: string) =>
    Object.assign(new URL(running.adminUrl), { pathname: `/${service.replaceAll('-', '_')}` }).href;
  const moveClockWithout = async (shift: string) => {
    await moveClock(running, shift, { patienceMs: 500 }).catch((error: Error) => {
      if (!error.message.includes('Still busy')) throw error;
    });
  };
  return {
    running,
    adminUrlOf,
    sql: (service, sql, values) => statement(adminUrlOf(service), sql, values),
    moveClock: async (shift) => (await moveClock(running, shift, { patienceMs: 30_000 })).now,
    moveClockWithout,
    moveClockTo: async (instant) => {
      const offsetMs = instant.epochMilliseconds - Date.now() - MINUTE_MS;
      if (offsetMs < (await clockOffset(running.state))) throw new Error(`${instant} is less than a minute ahead`);
      await writeFile(`${running.state.clock}.new`, JSON.stringify({ offsetMs }));
      await rename(`${running.state.clock}.new`, running.state.clock);
      await moveClockWithout('+1m');
    },
    pidOf: (name) => {
      const found = running.processes.find((one) => one.name === name);
      if (!found) throw new Error(`${name} is not running`);
      return found.pid;
    },
    logOf: (name) => readFile(join(running.state.logs, `${name}.log`), 'utf8'),
    dispose: async () => {
      await running.stop();
      await remove(folder);
    },
  };
}

async function statement<Row extends object>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The folder's name says whose test it was; of a test that still runs nothing is touched. */
async function endLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : 0;
    if (!owner || isAlive(owner)) continue;
    const folder = join(tmpdir(), name);
    for (const { pid, startedAt, role } of survivorsOf(readProcessList(stateFolder(join(folder, 'state')).processes))) {
      await endProcess(pid, { startedAt, signal: role === 'database' ? 'SIGQUIT' : 'SIGKILL' });
    }
    await remove(folder);
  }
}

async function remove(folder: string): Promise<void> {
  await removeDataFolder(stateFolder(join(folder, 'state')).data);
  await rm(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
