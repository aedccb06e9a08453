import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { removeDataFolder } from './data-folder.js';
import { type Postgres, startPostgres } from './postgres.js';

import.meta.jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'kamkor-postgres-'));
chmodSync(folder, 0o711);
const data = join(folder, 'data');
const start = (at = data) =>
  startPostgres({ folder: at, password: 'a password with / and @', logFile: join(folder, 'log') });

let running: Postgres | undefined;
afterAll(async () => {
  await running?.stop();
  await removeDataFolder(data);
  rmSync(folder, { recursive: true });
});

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: running!.adminUrl });
  await client.connect();
  try {
    return (await client.query<object>(sql)).rows.map((row) => Object.values(row)[0]);
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  it('keeps what was committed when it is killed in the middle', async () => {
    running = await start();
    await query('CREATE TABLE kept AS SELECT 42 AS answer');
    process.kill(running.pid, 'SIGKILL');
    await running.exited;
    running = await start();
    expect(await query('SELECT answer FROM kept')).toEqual([42]);
  });

  it('takes the place of one that an earlier start left running on the same folder', async () => {
    const left = running!;
    running = await start();
    await left.exited;
    expect(await query('SELECT answer FROM kept')).toEqual([42]);
  });

  it('starts although a crash left a postmaster.pid whose number belongs to another program by now', async () => {
    await running!.stop();
    const lines = [process.pid, data, 1_700_000_000, 5432, '', '127.0.0.1', '', 'ready'];
    writeFileSync(join(await realpath(data), 'postmaster.pid'), `${lines.join('\n')}\n`, { mode: 0o600 });
    running = await start();
    expect(await query('SELECT answer FROM kept')).toEqual([42]);
  });

  it('lets nobody in without the password', async () => {
    const wrong = new pg.Client({ connectionString: running!.adminUrl.replace(/:[^:@]*@/, ':guessed@') });
    await expect(wrong.connect()).rejects.toThrow('password authentication failed');
  });

  it('says why it does not start', async () => {
    const bad = startPostgres({ folder: join(folder, 'bad'), password: 'x', settings: { shared_buffers: 'plenty' } });
    await expect(bad).rejects.toThrow(/PostgreSQL did not start[\s\S]*shared_buffers/);
    await removeDataFolder(join(folder, 'bad'));
  });

  it('works from a folder that only root may enter, and cleans up what it then keeps elsewhere', async () => {
    await running!.stop();
    running = undefined;
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const inside = join(closed, 'data');
    const there = await start(inside);
    const real = await realpath(inside);
    // Root runs PostgreSQL as nobody, who can't get in there; anybody else owns the folder and can.
    expect(real === inside).toBe(process.getuid!() !== 0);
    await there.stop();
    await removeDataFolder(inside);
    for (const path of [inside, real]) expect(() => lstatSync(path)).toThrow('ENOENT');
  });
});
