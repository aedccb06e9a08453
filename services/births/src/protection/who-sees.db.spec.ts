import { randomUUID } from 'node:crypto';
import { tx } from '@kamkor/persistence';
import type { Principal } from '@kamkor/principal';
import { aPrincipal, waitUntil } from '@kamkor/testing';
import { admin, BirthsUnderTest, namingAbove } from '../testing/births.js';
import { close, concernsSeenBy, raiseConcern, takeUp, worker } from '../testing/concerns.js';
import { countUnseen } from './unseen-concerns.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
afterEach(() => births.database.admin('TRUNCATE safety_concern, protection_worker, deadline'));
afterAll(async () => {
  expect(births.graph.unexpected).toEqual([]);
  await births.close();
});

const ids = async (who: Principal) => (await concernsSeenBy(births, who)).map(({ id }) => id);
/** What somebody gets with SQL of their own, past every filter of the application. */
const rowsOf = (who: Principal) =>
  births.database.asPrincipal(who, async () => [
    (await tx().sql('SELECT FROM safety_concern')).length,
    (await tx().sql(`SELECT FROM deadline WHERE kind = 'SAFETY_CONCERN'`)).length,
  ]);
const DEADLINES = `{ birthDeadlines(first: 100) { totalCount edges { node { kind } } }
  birthDeadlineCounts { kind state count } }`;
const seesDeadline = async (who: Principal) =>
  JSON.stringify(await births.ask(who, DEADLINES)).includes('SAFETY_CONCERN');

it('shows a concern to the worker who is named for its territory or one above, and holds the role', async () => {
  const concern = await raiseConcern(births);
  const district = worker('district');
  const province = worker('province', 'KG-C');
  const country = worker('country', 'KG');
  for (const who of [district, province, country]) expect(await ids(who)).toEqual([]);
  await births.nameWorker(district);
  await births.nameWorker(province, 'KG-C');
  await births.nameWorker(country, 'KG');
  for (const who of [district, province, country]) {
    expect(await ids(who)).toEqual([concern]);
    expect(await seesDeadline(who)).toBe(true);
    expect(await rowsOf(who)).toEqual([1, 1]);
  }
});

it('shows nothing to everybody else: a colleague, who names, another district, a lost role, a moved one', async () => {
  await raiseConcern(births);
  const named = worker('district');
  await births.nameWorker(named);
  await births.nameWorker(worker('neighbour', 'KG-C-01'), 'KG-C-01');
  const all: [Principal, boolean][] = [
    [worker('colleague'), true],
    [namingAbove, true],
    [worker('neighbour', 'KG-C-01'), true],
    [worker('neighbour', 'KG'), true],
    [{ ...named, territory: 'KG-C-01' }, true],
    [{ ...named, territory: null }, true],
    [{ ...named, roles: ['social-worker', 'social-supervisor', 'registrar'] }, false],
    [aPrincipal({ ...admin, subject: named.subject }), false],
  ];
  for (const [who, asks] of all) {
    expect({ who, rows: await rowsOf(who) }).toEqual({ who, rows: [0, 0] });
    if (asks) expect(await ids(who)).toEqual([]);
    else expect(await births.refusal(who, '{ safetyConcerns { totalCount } }')).toMatchObject({ code: 'FORBIDDEN' });
    if (who.roles[0] !== 'admin') expect(await seesDeadline(who)).toBe(false);
  }
});

it('answers who is not named about a concern like about one that does not exist', async () => {
  const concern = await raiseConcern(births);
  await births.nameWorker(worker('district'));
  const ONE = `query ($id: UUID!, $r: [_Any!]!) { safetyConcern(id: $id) { id }
    _entities(representations: $r) { ... on SafetyConcern { id } } }`;
  const about = async (id: string) => {
    const r = [{ __typename: 'SafetyConcern', id }];
    const who = worker('colleague');
    return [await births.graph.ask(who, ONE, { id, r }), await takeUp(births, who, id), await close(births, who, id)];
  };
  const [there, absent] = [await about(concern), await about(randomUUID())];
  expect(there).toEqual(absent);
  expect(there[1]?.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
  const entries = `SELECT FROM trail_entry WHERE subject_id = $1 AND actor = 'test:colleague'`;
  expect(await births.database.admin(entries, [concern])).toEqual([]);
});

it('shows nothing from the moment that the naming is withdrawn, and lets another take up what was taken up', async () => {
  const concern = await raiseConcern(births);
  const [one, other] = [worker('one'), worker('other')];
  const naming = await births.nameWorker(one);
  await births.nameWorker(other);
  expect((await takeUp(births, one, concern)).errors).toBeUndefined();
  expect(await rowsOf(one)).toEqual([1, 1]);
  births.clock.moveTo('2024-07-28T05:00:00Z');
  await births.withdrawWorker(naming);
  expect(await rowsOf(one)).toEqual([0, 0]);
  expect((await close(births, one, concern)).errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
  expect(await concernsSeenBy(births, other)).toMatchObject([
    { id: concern, version: 3, state: 'RAISED', takenUpBy: null, dueAt: '2024-07-29T18:00:00Z' },
  ]);
  const open = `SELECT due_at = '2024-07-29T18:00:00Z' AS due FROM deadline WHERE subject_id = $1 AND state = 'PENDING'`;
  expect(await births.database.admin(open, [concern])).toEqual([{ due: true }]);
  const trail = `SELECT change FROM trail_entry WHERE subject_id = $1 AND actor = 'test:above' AND withheld_from_person`;
  expect(await births.database.admin(trail, [concern])).toEqual([{ change: 'SAFETY_CONCERN_RELEASED' }]);
  // Who withdrew was answered with the naming, and sees no more than before.
  expect(await rowsOf(namingAbove)).toEqual([0, 0]);
});

it('leaves with the worker what another naming of theirs covers', async () => {
  const concern = await raiseConcern(births);
  const one = worker('one');
  const naming = await births.nameWorker(one);
  await births.nameWorker(one, 'KG-C');
  await takeUp(births, one, concern);
  await births.withdrawWorker(naming);
  expect(await concernsSeenBy(births, one)).toMatchObject([{ state: 'TAKEN_UP', takenUpBy: one.subject }]);
});

describe('a naming that is withdrawn while its worker acts', () => {
  const WITHDRAW = `UPDATE protection_worker SET version = 2, state = 'WITHDRAWN', withdrawn_at = now(), withdrawn_by = $2,
    reason = 'OTHER' WHERE id = $1`;
  const waiting = async () =>
    (
      await births.database.admin(
        `SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()`,
      )
    ).length > 0;

  it('first: the worker waits, then finds nothing', async () => {
    const concern = await raiseConcern(births);
    const one = worker('one');
    const naming = await births.nameWorker(one);
    await takeUp(births, one, concern);
    const { acting } = await births.database.asPrincipal(namingAbove, async () => {
      await tx().sql(WITHDRAW, [naming, namingAbove.subject]);
      const closing = close(births, one, concern);
      await waitUntil('the worker waits', waiting);
      return { acting: closing };
    });
    expect((await acting).errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
    const state = 'SELECT state, version FROM safety_concern WHERE id = $1';
    expect(await births.database.admin(state, [concern])).toEqual([{ state: 'TAKEN_UP', version: 2 }]);
  });

  it('second: the withdrawal waits, then releases what was taken up meanwhile', async () => {
    const concern = await raiseConcern(births);
    const one = worker('one');
    const naming = await births.nameWorker(one);
    const { withdrawing } = await births.database.asPrincipal(one, async () => {
      await tx().sql('SELECT hold_own_namings()');
      await tx().sql(
        `UPDATE safety_concern SET state = 'TAKEN_UP', taken_up_at = now(), taken_up_by = $2, version = 2 WHERE id = $1`,
        [concern, one.subject],
      );
      await tx().sql(
        `UPDATE deadline SET state = 'MET', ended_at = now() WHERE subject_id = $1 AND kind = 'SAFETY_CONCERN'`,
        [concern],
      );
      const withdrawal = births.withdrawWorker(naming);
      await waitUntil('the withdrawal waits', waiting);
      return { withdrawing: withdrawal };
    });
    await withdrawing;
    const state = 'SELECT state, taken_up_by FROM safety_concern WHERE id = $1';
    expect(await births.database.admin(state, [concern])).toEqual([{ state: 'RAISED', taken_up_by: null }]);
  });

  it('many times at once: each ends closed by the worker or released, never in between', async () => {
    for (let n = 0; n < 8; n += 1) {
      const concern = await raiseConcern(births);
      const one = worker(`racer-${n}`);
      const naming = await births.nameWorker(one);
      await takeUp(births, one, concern);
      const [closed] = await Promise.all([close(births, one, concern), births.withdrawWorker(naming)]);
      const [after] = await births.database.admin<{ state: string; open: number }>(
        `SELECT state, (SELECT count(*)::int FROM deadline d WHERE d.subject_id = c.id AND d.state = 'PENDING') AS open
         FROM safety_concern c WHERE id = $1`,
        [concern],
      );
      expect(after).toEqual(closed.errors ? { state: 'RAISED', open: 1 } : { state: 'CLOSED', open: 0 });
    }
  });
});

describe('a concern that nobody takes up', () => {
  const lapse = async (at: string) => {
    births.clock.moveTo(at);
    await births.sweep();
  };

  it('comes up to the next territory that somebody is named for, level by level, and stays overdue', async () => {
    const concern = await raiseConcern(births);
    const [district, country] = [worker('district'), worker('country', 'KG')];
    await births.nameWorker(district);
    await births.nameWorker(country, 'KG');
    await lapse('2024-07-27T18:00:01Z');
    const once = { id: concern, overdueSince: '2024-07-27T18:00:00Z', escalatedTo: { id: 'KG' } };
    // Nobody is named for the province, so it is passed over.
    expect(await concernsSeenBy(births, country, 'KG')).toMatchObject([{ ...once, dueAt: '2024-07-29T18:00:00Z' }]);
    expect(await concernsSeenBy(births, district)).toMatchObject([once]);
    await lapse('2024-07-29T18:00:01Z');
    expect(await concernsSeenBy(births, country)).toMatchObject([once]);
    const chain = `SELECT round, state FROM deadline WHERE subject_id = $1 ORDER BY round`;
    expect(await births.database.admin(chain, [concern])).toEqual([
      { round: 1, state: 'LAPSED' },
      { round: 2, state: 'LAPSED' },
    ]);
    expect((await takeUp(births, country, concern, 3)).errors).toBeUndefined();
  });

  it('is met by who takes it up on the way', async () => {
    const concern = await raiseConcern(births);
    await births.nameWorker(worker('district'));
    await births.nameWorker(worker('province', 'KG-C'), 'KG-C');
    await lapse('2024-07-27T18:00:01Z');
    await takeUp(births, worker('district'), concern, 2);
    const open = `SELECT state FROM deadline WHERE subject_id = $1 AND round = 2`;
    expect(await births.database.admin(open, [concern])).toEqual([{ state: 'MET' }]);
  });

  it('is counted without a place where nobody at all is named, until somebody is', async () => {
    const unseen = async () => countUnseen({ dataSource: await births.database.as('worker') });
    const concern = await raiseConcern(births);
    expect(await unseen()).toBe(1);
    await lapse('2024-07-27T18:00:01Z');
    const kept = 'SELECT state, escalated_to, overdue_since IS NOT NULL AS overdue FROM safety_concern WHERE id = $1';
    expect(await births.database.admin(kept, [concern])).toEqual([
      { state: 'RAISED', escalated_to: null, overdue: true },
    ]);
    await births.nameWorker(worker('elsewhere', 'KG-N'), 'KG-N');
    expect(await unseen()).toBe(1);
    await births.nameWorker(worker('country', 'KG'), 'KG');
    expect(await unseen()).toBe(0);
    expect(await ids(worker('country', 'KG'))).toEqual([concern]);
  });
});

it('asks who is named once a statement, and finds the rows by index', async () => {
  const one = worker('one', 'KG');
  await births.nameWorker(one);
  await births.nameWorker(one, 'KG-N');
  await births.database.admin(`INSERT INTO safety_concern (id, notification_id, territory, grounds, raised_at, recorded_by)
    SELECT gen_random_uuid(), gen_random_uuid(), 'KG-O-' || lpad((n % 50)::text, 2, '0'), '{OTHER}', now(), 'x'
    FROM generate_series(1, 20000) n`);
  await births.database.admin('ANALYZE safety_concern');
  const plan = await births.database.asPrincipal(one, async () =>
    (await tx().sql<Record<string, string>>('EXPLAIN (ANALYZE, COSTS OFF) SELECT id FROM safety_concern'))
      .map((row) => row['QUERY PLAN'])
      .join('\n'),
  );
  expect(plan).toMatch(/Index Cond: .*lower\(\(InitPlan \d+\).col1\)/);
  expect(plan).not.toMatch(/SubPlan/);
  expect(plan).not.toMatch(/protection_worker.*loops=([2-9]|\d\d)/);
});
