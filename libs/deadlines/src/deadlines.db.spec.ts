import { randomUUID } from 'node:crypto';
import { Transactions } from '@kamkor/persistence';
import { aCitizen, aPrincipal, type TestDatabase, testDatabase } from '@kamkor/testing';
import { trailMigrations } from '@kamkor/trail/migrations';
import { deadlinesMigrations } from '../migrations/index.js';
import {
  cancelDeadline,
  type DeadlineKind,
  deadlineCounts,
  deadlineMetrics,
  extendDeadline,
  findDeadlines,
  meetByEarlierFact,
  meetDeadline,
  moveAllDeadlines,
  moveDeadlines,
  openDeadlines,
  resumeDeadline,
  Sweeper,
  suspendDeadline,
} from './index.js';
import { aPromise, openSome, react, reactionMigrations, StandingClock } from './testing/promise.js';

const official = aPrincipal({ roles: ['social-worker'], territory: 'KG-C' });
const hospital = aPrincipal({ roles: ['hospital'] });

describe('deadlines on PostgreSQL', () => {
  let database: TestDatabase;
  const clock = new StandingClock();
  const apply = aPromise('APPLY');
  const remind = aPromise('REMIND', {
    lapse: async (batch) => {
      await react('REMIND', batch);
      await openDeadlines(
        remind,
        batch.map((d) => ({
          subject: { type: d.subjectType, id: d.subjectId },
          territory: d.territory,
          dueAt: clock.now().add({ hours: 24 }),
          round: d.round + 1,
        })),
      );
    },
  });

  beforeAll(async () => {
    database = await testDatabase('deadlines', [...trailMigrations, ...deadlinesMigrations, ...reactionMigrations]);
  });
  afterAll(() => database.dispose());
  beforeEach(async () => {
    await database.admin('TRUNCATE deadline, deadline_change, reaction, poison, deadline_rate');
    clock.forward({ seconds: 1 });
  });

  const by = <Result>(work: () => Promise<Result>, principal = official) =>
    database.asPrincipal(principal, work, { clock });
  const inHours = (hours: number) => clock.now().add({ hours });
  const errors: string[] = [];
  const sweeper = async (kinds: DeadlineKind[] = [apply, remind]) =>
    new Sweeper({
      transactions: await database.transactions('worker', clock),
      service: 'test',
      kinds,
      onError: (error, where) => errors.push(`${where} ${(error as Error).message}`),
    });
  const sweep = async (kinds?: DeadlineKind[]) => (await sweeper(kinds)).sweep();
  const states = async (subject: string) =>
    (
      await database.admin<{ state: string }>('SELECT state FROM deadline WHERE subject_id = $1 ORDER BY round', [
        subject,
      ])
    ).map(({ state }) => state);
  const reactions = async () => (await database.admin<{ n: number }>('SELECT count(*)::int AS n FROM reaction'))[0]!.n;
  const dueAt = async (subject: string) =>
    (await by(() => findDeadlines({ subjectId: subject, states: ['PENDING', 'SUSPENDED'] })))[0]!.dueAt.toString();

  it('are their person’s once it is known, and somebody else’s if it turns out to be another', async () => {
    const [person, other] = [randomUUID(), randomUUID()];
    const [running, ended] = await by(() => openSome(apply, 2, { dueAt: inHours(1) }));
    await by(() => meetDeadline({ kind: apply, subjectId: ended!, factAt: clock.now() }));
    const name = (who: string | null) =>
      by(() => moveDeadlines([running!, ended!].map((subjectId) => ({ subjectId, person: who }))), hospital);
    const found = async (who: string) =>
      (await by(() => findDeadlines({ states: ['PENDING', 'MET'] }), aCitizen(who))).map(({ subjectId }) => subjectId);
    await name(person);
    expect([await found(person), await found(other)]).toEqual([[running], []]);
    await name(other);
    expect([await found(person), await found(other)]).toEqual([[], [running]]);
  });

  it('go to another place, person and owner with their subjects, and stay as they are in what is not said', async () => {
    const [person, other] = [randomUUID(), randomUUID()];
    const said = { dueAt: inHours(1), person, owner: 'SOCIAL_UNIT' };
    const [running, ended] = await by(() => openSome(apply, 2, said));
    await by(() => meetDeadline({ kind: apply, subjectId: ended!, factAt: clock.now() }));
    const stand = () =>
      database.admin(
        'SELECT territory, person, owner, version FROM deadline WHERE subject_id = ANY ($1) ORDER BY state DESC',
        [[running, ended]],
      );
    const both = [running!, ended!];
    const met = { territory: 'KG-C-03', person, owner: 'SOCIAL_UNIT', version: 2 };
    const moved = both.map((subjectId) => ({ subjectId, territory: 'KG-C-04' }));
    for (const _ of [1, 2]) await by(() => moveDeadlines(moved), hospital);
    expect(await stand()).toEqual([{ ...met, territory: 'KG-C-04' }, met]);
    await by(() => moveDeadlines(both.map((subjectId) => ({ subjectId, person: null, owner: 'GUARDIANSHIP' }))));
    const forgotten = { territory: 'KG-C-04', person: null, owner: 'GUARDIANSHIP', version: 3 };
    expect(await stand()).toEqual([forgotten, met]);
    await by(() => moveAllDeadlines(both.map((subjectId) => ({ subjectId, person: other }))), hospital);
    expect(await stand()).toEqual([
      { ...forgotten, person: other, version: 4 },
      { ...met, person: other, version: 3 },
    ]);
  });

  it('tell their person what they are not to be kept from, one by one', async () => {
    const kept = aPromise('KEPT', { withheld: ({ owner }) => owner === 'GUARDIANSHIP' });
    const person = randomUUID();
    for (const owner of ['GUARDIANSHIP', 'SOCIAL_UNIT'])
      await by(() => openSome(kept, 1, { dueAt: inHours(1), person, owner }));
    clock.forward({ hours: 2 });
    await (await sweeper([kept])).sweep();
    const told = await database.admin('SELECT withheld_from_person AS withheld FROM trail_entry WHERE person = $1', [
      person,
    ]);
    expect(told.map(({ withheld }) => withheld).sort()).toEqual([false, true]);
  });

  it('lapses what is due, once, with its reaction and a trail entry, and nothing that is not', async () => {
    const due = await by(() => openSome(apply, 3, { dueAt: inHours(1) }));
    const later = await by(() => openSome(apply, 1, { dueAt: inHours(2) }));
    expect(await sweep()).toBe(0);
    clock.forward({ hours: 1 });
    expect(await sweep()).toBe(3);
    expect(await sweep()).toBe(0);
    expect(await reactions()).toBe(3);
    expect(await states(due[0]!)).toEqual(['LAPSED']);
    expect(await states(later[0]!)).toEqual(['PENDING']);
    const trail = await database.admin<{ rules: string[] }>(
      `SELECT rules FROM trail_entry WHERE change = 'DEADLINE_LAPSED:APPLY' AND subject_id = ANY ($1)`,
      [due],
    );
    expect(trail.map(({ rules }) => rules)).toEqual([['TEST_TERM'], ['TEST_TERM'], ['TEST_TERM']]);
  });

  it('lets two workers share 1,000 due so that each reacts exactly once', async () => {
    await by(() => openSome(apply, 1_000, { dueAt: inHours(1) }));
    clock.forward({ hours: 1 });
    const [one, other] = [await sweeper(), await sweeper()];
    const counts = await Promise.all([one.sweep(), other.sweep()]);
    expect(counts[0]! + counts[1]!).toBe(1_000);
    const [seen] = await database.admin(
      'SELECT count(*)::int AS rows, count(DISTINCT deadline_id)::int AS ids FROM reaction',
    );
    expect(seen).toEqual({ rows: 1_000, ids: 1_000 });
  });

  it('parks the one at fault among 500, keeps its error without values, lapses the others, and takes it up again', async () => {
    const subjects = await by(() => openSome(apply, 500, { dueAt: inHours(1) }));
    await database.admin('INSERT INTO poison VALUES ($1)', [subjects[321]]);
    clock.forward({ hours: 1 });
    expect(await sweep()).toBe(500);
    expect(await reactions()).toBe(499);
    const [parked] = await by(() => findDeadlines({ states: ['PARKED'] }));
    expect(parked).toMatchObject({ subjectId: subjects[321], attempts: 1 });
    expect(parked!.error).toContain('reaction_not_poisoned');
    expect(parked!.error).not.toContain(subjects[321]);
    expect((await deadlineMetrics(await database.transactions('worker', clock), ['APPLY'])).parked).toEqual({
      APPLY: 1,
    });
    expect(await sweep()).toBe(0);

    await database.admin('TRUNCATE poison; UPDATE deadline SET retry_at = now() WHERE retry_at IS NOT NULL');
    expect(await sweep()).toBe(1);
    expect(await reactions()).toBe(500);
  });

  it('meets in time, also by an official of no territory, and is silent about subjects without a deadline', async () => {
    const [subject] = await by(() => openSome(apply, 1, { dueAt: inHours(1) }), hospital);
    const meet = { kind: apply, subjectId: subject!, factAt: clock.now() };
    expect(await by(() => meetDeadline(meet), hospital)).toMatchObject([{ settlement: 'MET' }]);
    expect(await states(subject!)).toEqual(['MET']);
    expect(await by(() => meetDeadline(meet))).toEqual([]);
    expect(await by(() => meetDeadline({ ...meet, subjectId: randomUUID() }))).toEqual([]);
  });

  it('takes a lapse back when the fact was in time and learnt late', async () => {
    const [subject] = await by(() => openSome(apply, 1, { dueAt: inHours(2) }));
    const factAt = inHours(1);
    clock.forward({ hours: 48 });
    await sweep();
    expect(await reactions()).toBe(1);
    const [settled] = await database.asPrincipal(
      official,
      () => meetDeadline({ kind: apply, subjectId: subject!, factAt }),
      { role: 'worker', clock },
    );
    expect(settled).toMatchObject({ settlement: 'TAKEN_BACK' });
    expect(await reactions()).toBe(0);
    const [met] = await by(() => findDeadlines({ states: ['MET'], subjectId: subject! }));
    expect(met).toMatchObject({ learntLate: true, factAt, version: 3 });
  });

  it('lets a fact after the instant change nothing but note it, whether or not the sweep was there already', async () => {
    const [swept, waiting] = await by(() => openSome(apply, 2, { dueAt: inHours(1) }));
    clock.forward({ hours: 2 });
    await by(() => meetDeadline({ kind: apply, subjectId: waiting!, factAt: clock.now() }));
    expect(await states(waiting!)).toEqual(['PENDING']);
    await sweep();
    await by(() => meetDeadline({ kind: apply, subjectId: swept!, factAt: clock.now() }));
    expect([await states(swept!), await states(waiting!)]).toEqual([['LAPSED'], ['LAPSED']]);
    const noted = await by(() => findDeadlines({ states: ['LAPSED'] }));
    expect(noted.map(({ factAt }) => factAt?.toString())).toEqual([clock.now().toString(), clock.now().toString()]);
  });

  it('takes a lapse back also where a fact that came too late was learnt of before the one in time', async () => {
    const [subject] = await by(() => openSome(apply, 1, { dueAt: inHours(2) }));
    const inTime = inHours(1);
    clock.forward({ hours: 48 });
    await sweep();
    const settle = (factAt: Temporal.Instant) =>
      database.asPrincipal(official, () => meetDeadline({ kind: apply, subjectId: subject!, factAt }), {
        ...{ role: 'worker', clock },
      });
    expect(await settle(inHours(-1))).toMatchObject([{ settlement: 'LATE' }]);
    expect(await settle(clock.now())).toEqual([]);
    expect(await settle(inTime)).toMatchObject([{ settlement: 'TAKEN_BACK' }]);
    const [met] = await by(() => findDeadlines({ states: ['MET'], subjectId: subject! }));
    expect(met).toMatchObject({ learntLate: true, factAt: inTime });
  });

  it('settles by an earlier fact only what a later one came too late for', async () => {
    const [swept, waiting, running] = await by(() => openSome(apply, 3, { dueAt: inHours(2) }));
    const inTime = inHours(1);
    const earlier = (subjectId: string) =>
      database.asPrincipal(official, () => meetByEarlierFact({ kind: apply, subjectId, factAt: inTime }), {
        ...{ role: 'worker', clock },
      });
    expect(await earlier(running!)).toEqual([]);
    clock.forward({ hours: 3 });
    await by(() => meetDeadline({ kind: apply, subjectId: waiting!, factAt: clock.now() }));
    expect(await earlier(waiting!)).toMatchObject([{ settlement: 'MET' }]);
    await sweep();
    expect(await earlier(swept!)).toEqual([]);
    await by(() => meetDeadline({ kind: apply, subjectId: swept!, factAt: clock.now() }));
    expect(await earlier(swept!)).toMatchObject([{ settlement: 'TAKEN_BACK' }]);
  });

  it('chains reminders and ends the chain, every link after the fact taken back', async () => {
    const [subject] = await by(() => openSome(remind, 1, { dueAt: inHours(24) }));
    clock.forward({ hours: 24 });
    await sweep();
    const factAt = clock.now().add({ hours: 1 });
    clock.forward({ hours: 24 });
    await sweep();
    expect(await states(subject!)).toEqual(['LAPSED', 'LAPSED', 'PENDING']);
    const settled = await database.asPrincipal(
      official,
      () => meetDeadline({ kind: remind, subjectId: subject!, factAt }),
      { role: 'worker', clock },
    );
    expect(settled.map(({ settlement }) => settlement).sort()).toEqual(['LATE', 'MET', 'TAKEN_BACK']);
    expect(await states(subject!)).toEqual(['LAPSED', 'MET', 'MET']);
  });

  it('has at most one open clock of a kind for a subject', async () => {
    const [id] = await by(() => openSome(apply, 1, { dueAt: inHours(1) }));
    const again = by(() => openSome(apply, 1, { dueAt: inHours(1), subject: { type: 'Promise', id: id! } }));
    await expect(again).rejects.toThrow('deadline_one_open');
  });

  it('stops the clock and goes on with what was left; the outer limit goes on and fires', async () => {
    const outerLimit = inHours(100);
    const [subject, forgotten] = await by(() => openSome(apply, 2, { dueAt: inHours(10), outerLimit }));
    const of = (subjectId: string) => ({ kind: apply, subjectId, why: 'another agency was asked' });
    clock.forward({ hours: 4 });
    await by(() => suspendDeadline(of(subject!)));
    await by(() => suspendDeadline(of(forgotten!)));
    clock.forward({ hours: 30 });
    expect(await sweep()).toBe(0);
    await by(() => resumeDeadline(of(subject!)));
    expect(await dueAt(subject!)).toBe(inHours(6).toString());
    clock.forward({ hours: 66 });
    expect(await sweep()).toBe(2);
    const [ended] = await by(() => findDeadlines({ states: ['LAPSED'], subjectId: forgotten! }));
    expect(ended!.dueAt.toString()).toBe(outerLimit.toString());
    const history = await by(async () => database.admin('SELECT changed_by, change FROM deadline_change ORDER BY 2'));
    expect(history.map(({ change }) => change)).toEqual(['RESUMED', 'SUSPENDED', 'SUSPENDED']);
    expect(history[0]!.changed_by).toBe(official.subject);
  });

  it('extends within the outer limit, and refuses naming state and what is allowed', async () => {
    const [subject] = await by(() => openSome(apply, 1, { dueAt: inHours(10), outerLimit: inHours(20) }));
    const of = { kind: apply, subjectId: subject!, why: 'flood' };
    await by(() => extendDeadline({ ...of, to: inHours(20) }));
    expect(await dueAt(subject!)).toBe(inHours(20).toString());
    await expect(by(() => extendDeadline({ ...of, to: inHours(21) }))).rejects.toMatchObject({
      reason: 'BEYOND_OUTER_LIMIT',
    });
    await expect(by(() => extendDeadline({ ...of, to: inHours(5) }))).rejects.toMatchObject({ reason: 'NOT_LATER' });
    await expect(by(() => resumeDeadline(of))).rejects.toMatchObject({
      code: 'TRANSITION_REFUSED',
      details: { state: 'PENDING', allowed: ['meet', 'cancel', 'extend', 'suspend'] },
    });
    await by(() => cancelDeadline(of));
    await expect(by(() => suspendDeadline(of))).rejects.toMatchObject({ details: { state: 'CANCELLED', allowed: [] } });
    await expect(by(() => cancelDeadline({ ...of, subjectId: randomUUID() }))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(by(() => cancelDeadline({ ...of, why: ' ' }))).rejects.toMatchObject({ reason: 'REASON_MISSING' });
  });

  it('shows an official the own territory, a citizen the own ones, nobody anything, page by page', async () => {
    const person = randomUUID();
    await by(() => openSome(apply, 5, { dueAt: inHours(1), person }));
    await by(() => openSome(apply, 2, { dueAt: inHours(2), territory: 'KG-CX' }));
    const first = await by(() => findDeadlines({ kind: 'APPLY', territory: 'KG-C-03' }, { first: 2 }));
    const { dueAt: at, id } = first[1]!;
    const rest = await by(() => findDeadlines({}, { after: { dueAt: at, id } }));
    expect([...first, ...rest]).toHaveLength(5);
    expect(new Set([...first, ...rest].map((d) => d.id)).size).toBe(5);
    expect(await by(() => findDeadlines({}), aCitizen(person))).toHaveLength(5);
    expect(await by(() => findDeadlines({}), aCitizen(randomUUID()))).toEqual([]);
    expect(await by(() => findDeadlines({}), aPrincipal())).toEqual([]);
    clock.forward({ hours: 1 });
    expect(await by(() => deadlineCounts({}))).toEqual({
      counts: [{ kind: 'APPLY', state: 'PENDING', overdue: true, count: 5 }],
      total: 5,
      capped: false,
    });
  });

  it('keeps to the rate of a kind, over all workers', async () => {
    const notice = aPromise('NOTICE', { maxPerMinute: 60 });
    await by(() => openSome(notice, 50, { dueAt: inHours(0) }));
    const [one, other] = [await sweeper([notice]), await sweeper([notice])];
    const counts = await Promise.all([one.sweep(), other.sweep()]);
    expect(counts[0]! + counts[1]!).toBe(10);
    await database.admin(`UPDATE deadline_rate SET filled_at = filled_at - interval '5 s'`);
    expect(await one.sweep()).toBe(5);
  });

  it('leaves nothing behind when the batch cannot be committed', async () => {
    const broken = aPromise('BROKEN', {
      lapse: async (batch) => {
        await react('BROKEN', batch);
        const pool = new Transactions(await database.as('worker'), clock);
        await pool.dataSource.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND state = 'idle in transaction' AND pid <> pg_backend_pid()`,
        );
      },
    });
    const [subject] = await by(() => openSome(broken, 1, { dueAt: inHours(0) }));
    await sweep([broken]);
    expect(errors.at(-1)).toMatch(/^deadline:BROKEN /);
    expect([await states(subject!), await reactions()]).toEqual([['PENDING'], 0]);
    expect(await sweep([aPromise('BROKEN')])).toBe(1);
  });
});
