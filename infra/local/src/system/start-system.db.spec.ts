import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeDataFolder, startTimeOf } from '@kamkor/local-servers';
import pg from 'pg';
import { moveClock } from '../clock/move-clock.js';
import { readProcessList } from './process-list.js';
import type { RunningSystem } from './running-system.js';
import { startSystem } from './start-system.js';
import { stateFolder } from './state-folder.js';
import { tinyPlan } from './testing/tiny-plan.js';

import.meta.jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'kamkor-system-'));
chmodSync(folder, 0o711);
const state = join(folder, 'state');
const plan = tinyPlan(join(folder, 'plan'));
const told: string[] = [];
const start = (options = {}) => startSystem({ state, plan, log: (line) => told.push(line), ...options });

let system: RunningSystem | undefined;
afterAll(async () => {
  await system?.stop();
  await removeDataFolder(stateFolder(state).data);
  rmSync(folder, { recursive: true });
});

async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const pids = () => Object.fromEntries(system!.processes.map(({ name, pid }) => [name, pid]));

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await what()); tries++) {
    if (tries > 200) throw new Error('it never became so');
    await sleep(50);
  }
}

describe('a local system', () => {
  it('starts, names its processes and keeps its state closed to others', async () => {
    system = await start();
    expect(system.processes.map(({ name, role }) => `${name}: ${role}`).sort()).toEqual([
      'gateway: gateway',
      'identity: identity',
      'launcher: launcher',
      'postgres: database',
      'tiny-worker: worker',
      'tiny: subgraph',
    ]);
    const { secrets, processes } = system.state;
    for (const file of [secrets, processes]) expect(statSync(file).mode & 0o077).toBe(0);
    expect(statSync(state).mode & 0o066).toBe(0);
  });

  it('gives each process the secrets of its own role only', async () => {
    const env = async (name: string) =>
      (await fetch(`${system!.urls[name]}/env`)).json() as Promise<Record<string, string>>;
    const [gateway, subgraph, worker] = [await env('gateway'), await env('tiny'), await env('tiny-worker')];
    expect(JSON.parse(gateway.KAMKOR_SUBGRAPHS!)).toEqual({ tiny: `${system!.urls.tiny}/graphql` });
    expect(gateway).not.toHaveProperty('DATABASE_URL');
    expect(new URL(subgraph.DATABASE_URL!).username).toBe('tiny_app');
    expect(subgraph).not.toHaveProperty('KAMKOR_PRINCIPAL_PRIVATE_KEY');
    expect(subgraph).not.toHaveProperty('QUEUE_URL');
    expect(new URL(worker.DATABASE_URL!).username).toBe('tiny_worker');
    expect(new URL(worker.QUEUE_URL!).username).toBe('queue_worker');
    expect(worker).not.toHaveProperty('KAMKOR_PRINCIPAL_PUBLIC_KEY');
  });

  it('keeps a killed process down until told, and starts one that dies by itself again', async () => {
    const before = pids();
    await system!.kill('tiny');
    expect(pids()).not.toHaveProperty('tiny');
    await system!.start('tiny');
    expect(pids().tiny).not.toBe(before.tiny);

    await fetch(`${system!.urls['tiny-worker']}/crash`).catch(() => undefined);
    await until(() => (pids()['tiny-worker'] ?? before['tiny-worker']) !== before['tiny-worker']);
    expect(told.join('\n')).toContain('tiny-worker ended by itself (exit code 7)');
  });

  it('restarts PostgreSQL under its processes and loses nothing', async () => {
    await query(system!.databases.tiny!.owner, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await system!.restartPostgres('immediate');
    expect(await query(system!.databases.tiny!.owner, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('moves legal time in every process and waits until the workers have nothing to do', async () => {
    const { offsetMs, now } = await moveClock(system, '+61d');
    expect(offsetMs).toBe(61 * 86_400_000);
    expect(now.epochMilliseconds - Date.now()).toBeGreaterThan(60 * 86_400_000);
    expect((await moveClock(system, '+3h')).offsetMs).toBe(61 * 86_400_000 + 3 * 3_600_000);
    await expect(moveClock(system, '-1d')).rejects.toThrow('it never goes back');
  });

  it('is not started a second time while it runs', async () => {
    const { pid, startedAt, since, urls } = system!.processes.find(({ role }) => role === 'database')!;
    const file = system!.state.processes;
    const kept = await readFile(file);
    const otherLauncher = { name: 'launcher', role: 'launcher', pid, startedAt, since, urls };
    await writeFile(file, JSON.stringify({ processes: [otherLauncher] }));
    await expect(start()).rejects.toThrow(`Kamkor already runs here (process ${pid}`);
    await writeFile(file, kept);
  });

  it('runs beside another one', async () => {
    const other = await startSystem({ state: join(folder, 'other'), plan });
    expect(new Set([...Object.values(other.urls), ...Object.values(system!.urls)]).size).toBe(8);
    await other.stop();
    await removeDataFolder(other.state.data);
  });

  it('stops in order and finds its data at the next start, on the same ports', async () => {
    const before = system!.urls;
    const order: string[] = [];
    await system!.stop((line) => order.push(line));
    expect(order).toEqual([
      'stopping gateway',
      'stopping tiny',
      'stopping tiny-worker',
      'stopping identity',
      'stopping PostgreSQL',
    ]);
    expect(system!.processes).toEqual([]);
    system = await start();
    expect(system.urls).toEqual(before);
    expect(await query(system.databases.tiny!.owner, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('names the worker that never becomes idle', async () => {
    const busy = await startSystem({
      state: join(folder, 'busy'),
      plan: tinyPlan(join(folder, 'busy-plan'), { busy: true }),
    });
    await expect(moveClock(busy, '+1d', { patienceMs: 300 })).rejects.toThrow(
      'Still busy: tiny-worker (9 deadlines due, 0 events to send, 0 to apply)',
    );
    await busy.stop();
    await removeDataFolder(busy.state.data);
  });

  it('starts over when told, keeping nothing', async () => {
    await system!.stop();
    system = await start({ fresh: true });
    await expect(query(system.databases.tiny!.owner, 'SELECT answer FROM kept')).rejects.toThrow('does not exist');
  });
});

describe('a start that fails', () => {
  it('says why with the end of the log, and leaves nothing running', async () => {
    const broken = tinyPlan(join(folder, 'broken'), { broken: true });
    const at = join(folder, 'broken-state');
    let postgres = 0;
    const log = () => {
      postgres ||= stateFolderPids(at).postgres ?? 0;
    };
    await expect(startSystem({ state: at, plan: broken, log })).rejects.toThrow(
      /tiny-worker died before it was ready[\s\S]*no such table/,
    );
    expect(stateFolderPids(at)).toEqual({});
    expect(postgres > 0 && startTimeOf(postgres)).toBe(undefined);
    await removeDataFolder(stateFolder(at).data);
  });

  it('is a clear sentence when the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await expect(startSystem({ state: join(folder, 'no-port'), plan, port })).rejects.toThrow(
      `Port ${port} is taken by another program. Start on another one: KAMKOR_PORT=${port + 1} npm start`,
    );
    server.close();
  });
});

function stateFolderPids(at: string): Record<string, number> {
  return Object.fromEntries(readProcessList(stateFolder(at).processes).map(({ name, pid }) => [name, pid]));
}
