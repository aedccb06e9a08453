import { randomUUID } from 'node:crypto';
import { aCitizen, aPrincipal, type TestDatabase, testDatabase, waitUntil } from '@kamkor/testing';
import type { DataSource } from 'typeorm';
import { trailMigrations } from '../migrations/index.js';
import { accessLogOf, recordRead, sealTrail, verifyTrail } from './index.js';

const KEY = 'a key of the trail for tests, long enough';
const registrar = aPrincipal({ roles: ['registrar'] });
const person = randomUUID();

/** `2026_11` of this month, or of one so many months away, as the database counts them. */
const monthName = (away = 0): string => {
  const { year, month } = Temporal.Now.plainDateISO('UTC').with({ day: 1 }).add({ months: away });
  return `${year}_${String(month).padStart(2, '0')}`;
};
const THIS = `trail_entry_${monthName()}`;

describe('the trail by month', () => {
  let database: TestDatabase;
  let worker: DataSource;
  beforeEach(async () => {
    database = await testDatabase('months', trailMigrations);
    worker = await database.as('worker');
  });
  afterEach(() => database.dispose());

  const read = (count = 1) =>
    database.asPrincipal(registrar, async () => {
      for (let i = 0; i < count; i++) recordRead({ person: i === 0 ? person : randomUUID(), group: 'identity' });
    });
  const make = async (): Promise<{ made: string[]; moved: number }> =>
    (await worker.query('SELECT * FROM trail_entry_make_months(3)'))[0];
  const months = async (): Promise<string[]> =>
    (
      await database.admin<{ name: string }>(`SELECT inhrelid::regclass::text AS name FROM pg_inherits
        WHERE inhparent = 'trail_entry'::regclass ORDER BY 1`)
    ).map(({ name }) => name);
  const rowsIn = async (table: string): Promise<number> =>
    (await database.admin<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${table}`))[0]!.rows;
  const logged = () => database.asPrincipal(aCitizen(person), () => accessLogOf(person, { first: 10 }));
  const loseThisMonth = () => database.admin(`DROP TABLE ${THIS}`);

  it('has the present month and three more from the beginning, and writes into the present one', async () => {
    expect(await months()).toEqual(
      [...[0, 1, 2, 3].map((away) => `trail_entry_${monthName(away)}`), 'trail_entry_default'].sort(),
    );
    await read(2);
    expect(await rowsIn(THIS)).toBe(2);
  });

  it('loses nothing in a month that has no table, and moves it there once it has one', async () => {
    await loseThisMonth();
    await read(2);
    await sealTrail(worker, KEY);
    await read();
    expect(await rowsIn('trail_entry_default')).toBe(3);
    expect((await logged()).entries).toHaveLength(2);

    expect(await make()).toEqual({ made: [THIS], moved: 3 });
    expect([await rowsIn(THIS), await rowsIn('trail_entry_default')]).toEqual([3, 0]);
    expect((await logged()).entries).toHaveLength(2);
    await sealTrail(worker, KEY);
    expect(await verifyTrail(worker, KEY)).toMatchObject({ sealed: 3, faults: 0 });
    expect(await make()).toEqual({ made: [], moved: 0 });
  });

  it('guards what is in the net as before when it was emptied', async () => {
    await loseThisMonth();
    await read();
    await make();
    const [net] = await database.admin(`SELECT relrowsecurity AND relforcerowsecurity AS secured,
      (SELECT tgenabled FROM pg_trigger WHERE tgrelid = c.oid) AS guard FROM pg_class c WHERE relname = 'trail_entry_default'`);
    expect(net).toEqual({ secured: true, guard: 'O' });
    await expect(database.admin('TRUNCATE trail_entry_default')).rejects.toThrow('the trail is append only');
  });

  it.each([
    ['the table is made and not attached', 0],
    ['the net is about to be emptied', 1],
  ])('leaves nothing behind when the worker is killed: %s', async (_when, rows) => {
    await loseThisMonth();
    if (rows > 0) await read(rows);
    const reader = await (await database.as('owner', { poolSize: 1 })).createQueryRunner();
    await reader.startTransaction();
    await reader.query('LOCK TABLE trail_entry IN ACCESS SHARE MODE');
    const waiting = `SELECT pid FROM pg_stat_activity WHERE query LIKE '%make_months%' AND wait_event_type = 'Lock' AND datname = current_database()`;
    const killed = (await database.as('worker', { poolSize: 1 })).query('SELECT trail_entry_make_months(3)');
    killed.catch(() => undefined);
    await waitUntil('it waits for a lock', async () => (await database.admin(waiting)).length > 0);
    await database.admin(`SELECT pg_terminate_backend(pid) FROM (${waiting}) w`);
    await expect(killed).rejects.toThrow('terminat');
    expect(await database.admin(`SELECT to_regclass('${THIS}')::text AS there`)).toEqual([{ there: null }]);
    expect(await rowsIn('trail_entry_default')).toBe(rows);
    await reader.rollbackTransaction();
    await reader.release();

    expect(await make()).toEqual({ made: [THIS], moved: rows });
  });

  it('makes nobody wait long for somebody who reads long: it gives up, and is right at the next try', async () => {
    await loseThisMonth();
    await read();
    const reader = (await database.as('owner', { poolSize: 1 })).createQueryRunner();
    await reader.startTransaction();
    await reader.query('LOCK TABLE trail_entry_default IN ACCESS SHARE MODE');
    await expect(make()).rejects.toThrow('lock timeout');
    await reader.rollbackTransaction();
    await reader.release();
    expect(await make()).toEqual({ made: [THIS], moved: 1 });
  });

  it('is made once by several workers', async () => {
    await loseThisMonth();
    await read();
    const all = await Promise.all([make(), make(), make()]);
    expect(all.map(({ made }) => made.length).sort()).toEqual([0, 0, 1]);
  });

  it('can be reached through the whole alone, whose policies then hold', async () => {
    await read();
    for (const role of ['app', 'worker'] as const) {
      const source = await database.as(role);
      for (const table of [THIS, 'trail_entry_default']) {
        for (const sql of [`SELECT * FROM ${table}`, `INSERT INTO ${table} (id) VALUES (1)`, `TRUNCATE ${table}`]) {
          await expect(source.query(sql)).rejects.toThrow('permission denied');
        }
      }
    }
    // Granted by mistake it shows nothing: no policy opens it.
    await database.admin(`GRANT SELECT ON ${THIS} TO kamkor_app`);
    expect(await (await database.as('app')).query(`SELECT * FROM ${THIS}`)).toEqual([]);
  });

  it.each([`UPDATE ${THIS} SET count = 2`, `DELETE FROM ${THIS}`, `TRUNCATE ${THIS}`])(
    'is append only for who names the month itself: %s',
    async (sql) => {
      await expect((await database.as('owner')).query(sql)).rejects.toThrow('the trail is append only');
      await expect(database.admin(sql)).rejects.toThrow('the trail is append only');
    },
  );

  describe('that are dropped', () => {
    const old = `trail_entry_${monthName(-14)}`;
    /** Blocks: 1 has what is 14 months old, 2 what is as old and what is new, 3 what is new. */
    beforeEach(async () => {
      await read(6);
      await database.admin('ALTER TABLE trail_entry DISABLE TRIGGER ALL');
      const moved = `UPDATE trail_entry SET recorded_at = recorded_at - interval '14 months' WHERE id <= 3`;
      await database.admin(moved);
      await make();
      for (let block = 0; block < 3; block++) await sealTrail(worker, KEY, 2);
    });
    const drop = async (role: 'owner' | 'worker', keep: number) =>
      (await (await database.as(role)).query('SELECT dropped FROM trail_entry_drop_months($1)', [keep]))[0].dropped;

    it('are dropped by the owner alone: who writes the trail can not make it vanish', async () => {
      await expect(drop('worker', 12)).rejects.toThrow('permission denied');
      expect(await rowsIn(old)).toBe(3);
    });

    it('are whole months older than what is kept, which is a year at least', async () => {
      expect(await drop('owner', 24)).toEqual([]);
      expect(await drop('owner', 0)).toEqual([old]);
      expect(await rowsIn('trail_entry')).toBe(3);
    });

    it('are no faults, but counted; what is not of these months still is', async () => {
      await drop('owner', 12);
      expect(await verifyTrail(worker, KEY)).toMatchObject({ blocks: 3, sealed: 6, dropped: 3, faults: 0 });
      await database.admin(`ALTER TABLE ${THIS} DISABLE TRIGGER ALL`);
      await database.admin('DELETE FROM trail_entry WHERE id = 6');
      expect((await verifyTrail(worker, KEY)).findings).toEqual([{ fault: 'ENTRY_DELETED', entry: 6, block: 3 }]);
    });

    it('are named entry by entry where somebody else has dropped them', async () => {
      await database.admin(`DROP TABLE ${old}`);
      expect((await verifyTrail(worker, KEY)).findings).toEqual(
        [1, 2, 3].map((entry) => ({ fault: 'ENTRY_DELETED', entry, block: entry < 3 ? 1 : 2 })),
      );
    });
  });
});
