import { randomUUID } from 'node:crypto';
import { aPrincipal, type TestDatabase, testDatabase } from '@kamkor/testing';
import { trailMigrations } from '../migrations/index.js';
import { backlogOf, recordRead, sealTrail, TrailSealer, verifyTrail } from './index.js';

const KEY = 'a key of the trail for tests, long enough';
const registrar = aPrincipal({ roles: ['registrar'] });

describe('sealing', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase('seal', trailMigrations);
  });
  afterEach(() => database.dispose());

  const read = (count: number, whileOpen: () => Promise<void> = async () => {}) =>
    database.asPrincipal(registrar, async (current) => {
      for (let i = 0; i < count; i++) recordRead({ person: randomUUID(), group: 'identity' });
      current.beforeCommit(Symbol('after the entries are written'), whileOpen);
    });
  const blocks = () => database.admin('SELECT number::int, entry_ids::text FROM trail_block ORDER BY number');

  it('does nothing where nothing waits', async () => {
    expect(await sealTrail(await database.as('worker'), KEY)).toBeNull();
    expect(await blocks()).toEqual([]);
  });

  it('chains what waits into blocks of a limited size', async () => {
    const worker = await database.as('worker');
    await read(5);
    expect(await sealTrail(worker, KEY, 3)).toMatchObject({ entries: 3, head: { number: 1 } });
    expect(await sealTrail(worker, KEY, 3)).toMatchObject({ entries: 2, head: { number: 2 } });
    expect(await sealTrail(worker, KEY, 3)).toBeNull();
    const report = await verifyTrail(worker, KEY);
    expect(report).toMatchObject({ blocks: 2, sealed: 5, unsealed: 0, oldestSeconds: null, faults: 0 });
  });

  it('does not miss an entry that commits after later ones were sealed', async () => {
    const worker = await database.as('worker');
    await read(1, async () => {
      await read(2);
      expect(await sealTrail(worker, KEY)).toMatchObject({ entries: 2 });
    });
    expect((await backlogOf(worker)).unsealed).toBe(1);
    expect(await sealTrail(worker, KEY)).toMatchObject({ entries: 1 });
    expect(await blocks()).toEqual([
      { number: 1, entry_ids: '{[2,4)}' },
      { number: 2, entry_ids: '{[1,2)}' },
    ]);
    expect((await verifyTrail(worker, KEY)).faults).toBe(0);
  });

  it('loses nothing when the sealer is killed between block and commit', async () => {
    await read(4);
    await database.admin(`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
      ALTER FUNCTION die() SECURITY DEFINER;
      CREATE TRIGGER die AFTER DELETE ON trail_unsealed EXECUTE FUNCTION die()`);
    const doomed = await database.as('worker', { poolSize: 1 });
    await expect(sealTrail(doomed, KEY)).rejects.toThrow('terminat');
    expect(await blocks()).toEqual([]);

    await database.admin('DROP TRIGGER die ON trail_unsealed');
    const worker = await database.as('worker');
    expect(await sealTrail(worker, KEY)).toMatchObject({ entries: 4, head: { number: 1 } });
    expect(await verifyTrail(worker, KEY)).toMatchObject({ sealed: 4, faults: 0 });
  });

  it('is done by one at a time: many sealers make one chain', async () => {
    const worker = await database.as('worker');
    await read(60);
    for (let pass = 0; pass < 40 && (await backlogOf(worker)).unsealed > 0; pass++) {
      await Promise.all([1, 2, 3, 4].map(() => sealTrail(worker, KEY, 5)));
    }
    expect(await verifyTrail(worker, KEY)).toMatchObject({ blocks: 12, sealed: 60, unsealed: 0, faults: 0 });
  });

  it('goes on by itself while writers write, and stops when it is told', async () => {
    const worker = await database.as('worker');
    const seen: number[] = [];
    const sealers = [1, 2].map(
      () =>
        new TrailSealer({
          dataSource: worker,
          key: KEY,
          everyMs: 10,
          blockSize: 7,
          onSealed: ({ entries }) => seen.push(entries),
          onError: (error) => {
            throw error;
          },
        }),
    );
    for (const sealer of sealers) sealer.start();
    await Promise.all(Array.from({ length: 20 }, () => read(3)));
    const deadline = Date.now() + 5_000;
    while ((await backlogOf(worker)).unsealed > 0 && Date.now() < deadline) await new Promise((r) => setTimeout(r, 20));
    await Promise.all(sealers.map((sealer) => sealer.stop()));
    expect(seen.reduce((sum, entries) => sum + entries, 0)).toBe(60);
    expect(await verifyTrail(worker, KEY)).toMatchObject({ sealed: 60, unsealed: 0, faults: 0 });

    await read(1);
    await new Promise((r) => setTimeout(r, 60));
    const backlog = await backlogOf(worker);
    expect(backlog.unsealed).toBe(1);
    expect(backlog.oldestSeconds).toBeGreaterThan(0.05);
  });
});
