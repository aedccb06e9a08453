import { randomUUID } from 'node:crypto';
import { workerPrincipal } from '@kamkor/principal';
import { aCitizen, aPrincipal, type TestDatabase, testDatabase, waitUntil } from '@kamkor/testing';
import { trailMigrations } from '@kamkor/trail/migrations';
import { deadlinesMigrations } from '../../migrations/index.js';
import {
  cancelDeadline,
  type DeadlineKind,
  fileEnded,
  findDeadlines,
  meetDeadline,
  meetDeadlines,
  openDeadline,
  Sweeper,
} from '../index.js';
import { aPromise, openSome, reactionMigrations, StandingClock } from '../testing/promise.js';

const official = aPrincipal({ roles: ['social-worker'], territory: 'KG-C', subject: 'an-official' });

describe('filing what has ended', () => {
  const apply = aPromise('APPLY');
  const remind = aPromise('REMIND');
  let database: TestDatabase;
  let clock: StandingClock;
  beforeEach(async () => {
    database = await testDatabase('filing', [...trailMigrations, ...deadlinesMigrations, ...reactionMigrations]);
    clock = new StandingClock(Temporal.Instant.from('2026-03-20T06:00:00Z'));
  });
  afterEach(() => database.dispose());

  const by = <Result>(work: () => Promise<Result>, principal = official) =>
    database.asPrincipal(principal, work, { clock });
  const sweep = async (kinds: DeadlineKind[] = [apply, remind]) =>
    new Sweeper({ transactions: await database.transactions('worker', clock), service: 'test', kinds }).sweep();
  const file = async (role: 'worker' | 'app' = 'worker') =>
    fileEnded(await database.transactions(role, clock), 'test', clock.now().subtract({ hours: 90 * 24 }));
  const where = async (subject: string) =>
    (
      await database.admin<{ at: string; state: string }>(
        'SELECT tableoid::regclass::text AS at, state FROM deadline WHERE subject_id = $1',
        [subject],
      )
    ).map(({ at, state }) => `${at} ${state}`);
  /** Lapses on 20 March 2026, and it is 10 July now. */
  const lapsedInMarch = async (count = 1, said: { person?: string } = {}) => {
    const dueAt = clock.now();
    const subjects = await by(() => openSome(apply, count, { dueAt, ...said }));
    await sweep();
    clock.forward({ hours: 112 * 24 });
    return { subjects, subject: subjects[0]!, dueAt };
  };

  it('puts what ended long ago under its month, and leaves what is open or ended lately', async () => {
    const { subject } = await lapsedInMarch();
    const [open] = await by(() => openSome(remind, 1, { dueAt: clock.now().add({ hours: 1 }) }));
    const [lately] = await by(() => openSome(apply, 1, { dueAt: clock.now() }));
    await by(() => cancelDeadline({ kind: apply, subjectId: lately!, why: 'moved away' }));
    expect(await file()).toBe(1);
    expect(await where(subject)).toEqual(['deadline_2026_03 LAPSED']);
    expect(await where(open!)).toEqual(['deadline_current PENDING']);
    expect(await where(lately!)).toEqual(['deadline_current CANCELLED']);
    expect(await file()).toBe(0);
  });

  it('takes back a filed lapse by a fact that is learnt late, where it is', async () => {
    const { subject, dueAt } = await lapsedInMarch();
    await file();
    const settled = await by(() =>
      meetDeadline({ kind: apply, subjectId: subject, factAt: dueAt.subtract({ hours: 1 }) }),
    );
    expect(settled).toMatchObject([{ settlement: 'TAKEN_BACK' }]);
    expect(await where(subject)).toEqual(['deadline_2026_03 MET']);
    expect(await database.admin('SELECT learnt_late, version FROM deadline')).toEqual([
      { learnt_late: true, version: 3 },
    ]);
    expect(await database.admin('SELECT * FROM reaction')).toEqual([]);
  });

  it('notes on a filed one what came too late, and settles it beside one that runs', async () => {
    const { subject, dueAt } = await lapsedInMarch();
    await file();
    const late = { kind: apply, subjectId: subject, factAt: dueAt.add({ hours: 1 }) };
    expect(await by(() => meetDeadline(late))).toMatchObject([{ settlement: 'LATE' }]);
    const [fact] = await database.admin(
      'SELECT fact_at IS NOT NULL AS noted, filed_under::text AS under FROM deadline',
    );
    expect(fact).toEqual({ noted: true, under: '2026-03-01' });
    const [running] = await by(() => openSome(apply, 1, { dueAt: clock.now().add({ hours: 1 }) }));
    const factAt = dueAt.subtract({ hours: 1 });
    const both = await by(() =>
      meetDeadlines(
        apply,
        [subject, running!].map((subjectId) => ({ subjectId, factAt })),
      ),
    );
    expect(both.map(({ settlement }) => settlement).sort()).toEqual(['MET', 'TAKEN_BACK']);
  });

  it('lets another of its kind begin on the subject, and says of the filed one how it ended', async () => {
    const { subject } = await lapsedInMarch();
    await file();
    await expect(by(() => cancelDeadline({ kind: apply, subjectId: subject, why: 'too late' }))).rejects.toMatchObject({
      code: 'TRANSITION_REFUSED',
      details: { state: 'LAPSED' },
    });
    const again = () =>
      by(() =>
        openDeadline({
          kind: apply,
          subject: { type: 'Promise', id: subject },
          territory: 'KG-C-03',
          dueAt: clock.now().add({ hours: 1 }),
        }),
      );
    await again();
    await expect(again()).rejects.toThrow('deadline_one_open');
  });

  it('shows filed ones in the lists of those who may see them, and to nobody else', async () => {
    const person = randomUUID();
    const { subject } = await lapsedInMarch(1, { person });
    const [recent] = await by(() => openSome(remind, 1, { dueAt: clock.now(), person }));
    await sweep();
    await file();
    const seen = async (principal = official) =>
      (await by(() => findDeadlines({ states: ['LAPSED'] }), principal)).map(({ subjectId }) => subjectId);
    expect(await seen()).toEqual([subject, recent]);
    expect(await seen(aCitizen(person))).toEqual([subject, recent]);
    expect(await seen(aCitizen(randomUUID()))).toEqual([]);
    expect(await seen(aPrincipal({ roles: ['social-worker'], territory: 'KG-O' }))).toEqual([]);
  });

  it('is shared by workers that file at once: each row once, whatever another holds', async () => {
    const { subjects } = await lapsedInMarch(1_700);
    const filed = await Promise.all([file(), file(), file()]);
    expect(filed.reduce((sum, count) => sum + count, 0)).toBe(1_700);
    expect(filed.filter((count) => count > 0).length).toBeGreaterThan(1);
    expect(await database.admin('SELECT count(*)::int AS rows FROM deadline_2026_03')).toEqual([{ rows: 1_700 }]);
    expect(await where(subjects.at(-1)!)).toEqual(['deadline_2026_03 LAPSED']);
  });

  it('passes over one whose late fact is just being told, and tells who waits for one being filed to begin anew', async () => {
    const { subject, dueAt } = await lapsedInMarch();
    const fact = () => meetDeadline({ kind: apply, subjectId: subject, factAt: dueAt.subtract({ hours: 1 }) });
    await by(async () => {
      await fact();
      expect(await file()).toBe(0);
      throw new Error('given up');
    }).catch(() => undefined);

    const transactions = await database.transactions('worker', clock);
    let waiting: Promise<unknown> | undefined;
    await transactions.run(
      { principal: workerPrincipal('test'), operation: 'file', purpose: 'test' },
      async ({ sql }) => {
        await sql('SELECT deadline_make_month($1)', ['2026-03-01']);
        await sql(`UPDATE deadline SET filed_under = '2026-03-01' WHERE subject_id = $1`, [subject]);
        waiting = by(fact);
        waiting.catch(() => undefined);
        const locked = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
        await waitUntil('the fact waits for the row', async () => (await database.admin(locked)).length > 0);
      },
    );
    await expect(waiting).rejects.toMatchObject({ driverError: { code: '40001' } });
    expect(await by(fact)).toMatchObject([{ settlement: 'TAKEN_BACK' }]);
  });

  it('loses nothing where its month can not be made: it is current until it can', async () => {
    const { subject } = await lapsedInMarch();
    const other = (await database.as('owner', { poolSize: 1 })).createQueryRunner();
    await other.startTransaction();
    await other.query('LOCK TABLE deadline IN SHARE MODE');
    await expect(file()).rejects.toThrow('lock timeout');
    await other.rollbackTransaction();
    await other.release();
    expect(await where(subject)).toEqual(['deadline_current LAPSED']);
    expect(await file()).toBe(1);
  });

  it('keeps the months to the whole: nobody reads or files into one past the policies', async () => {
    await lapsedInMarch();
    await file();
    for (const role of ['app', 'worker'] as const) {
      const source = await database.as(role);
      for (const table of ['deadline_2026_03', 'deadline_current']) {
        await expect(source.query(`SELECT * FROM ${table}`)).rejects.toThrow('permission denied');
      }
    }
    await database.admin('GRANT SELECT ON deadline_2026_03 TO kamkor_app');
    expect(await (await database.as('app')).query('SELECT * FROM deadline_2026_03')).toEqual([]);
    await expect((await database.as('app')).query(`SELECT deadline_make_month('2026-04-01')`)).rejects.toThrow(
      'permission',
    );
    await expect((await database.as('worker')).query(`SELECT deadline_make_month('2026-04-02')`)).rejects.toThrow(
      'first of a month',
    );
  });

  it('drops whole months, none younger than a year', async () => {
    await lapsedInMarch();
    await file();
    await database.admin(`SELECT deadline_make_month(date_trunc('month', now() - n * interval '1 month')::date)
      FROM unnest(ARRAY[13, 20]) n`);
    const drop = async (keep: number) =>
      (await (await database.as('worker')).query('SELECT deadline_drop_months($1) AS dropped', [keep]))[0].dropped;
    expect(await drop(36)).toEqual([]);
    expect(await drop(18)).toHaveLength(1);
    expect(await drop(0)).toHaveLength(1);
    expect(await database.admin('SELECT count(*)::int AS rows FROM deadline')).toEqual([{ rows: 1 }]);
  });
});
