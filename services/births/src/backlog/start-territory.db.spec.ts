import { setTimeout as sleep } from 'node:timers/promises';
import type { Deadline } from '@kamkor/deadlines';
import { workerPrincipal } from '@kamkor/principal';
import { aPrincipal } from '@kamkor/testing';
import { birthsDeadlines } from '../deadlines.js';
import { becomeOverdue } from '../documentation/become-overdue.js';
import { lawOf } from '../law.js';
import { backlogOf, bornOn, SENT, START, standing, start, supervisor, sweep, WAITS } from '../testing/backlog.js';
import { BirthsUnderTest, guardianship, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
afterAll(() => births.close());
const MONDAY = '2024-05-27T06:00:00Z';
beforeEach(() => births.clock.moveTo(MONDAY));

const ADJUST = `mutation ($input: AdjustBacklogReleaseInput!) { adjustBacklogRelease(input: $input) { version workers
  childrenPerWorker ownQuota backlog { perDay } } }`;
const WITHDRAW = `mutation ($input: WithdrawTerritoryStartInput!) { withdrawTerritoryStart(input: $input) { version state
  withdrawnAt nextReleaseAt backlog { waiting } allowedActions { action allowed reason } } }`;
const HOLDING = 'query ($territory: String!) { territoryStart(territory: $territory) { id territory { id } } }';
const LIST = `query ($states: [TerritoryStartState!]) { territoryStarts(states: $states) { totalCount
  edges { node { id state } } } }`;
const links = (id: string) =>
  births.database.admin(
    `SELECT state, round, due_at::text AS due, owner FROM deadline WHERE subject_id = $1 AND kind = 'BACKLOG_RELEASE'
     ORDER BY opened_at, due_at`,
    [id],
  );

it('a supervisor says when the own territory goes live, and the first release follows on its first working day', async () => {
  const started = await start(births, 'KG-N-01', { startsOn: '2024-06-01', workers: 3 });
  expect(started).toMatchObject({
    version: 1,
    state: 'PLANNED',
    startsOn: '2024-06-01',
    workers: 3,
    childrenPerWorker: 2,
    ownQuota: false,
    nextReleaseAt: '2024-06-02T18:00:00Z',
    territory: { id: 'KG-N-01' },
    backlog: { waiting: 0, released: 0, perDay: 6, lastReleaseOn: null },
    allowedActions: [
      { action: 'adjustBacklogRelease', allowed: true, reason: null },
      { action: 'withdrawTerritoryStart', allowed: true, reason: null },
    ],
  });
  expect(await links(started.id)).toEqual([
    { state: 'PENDING', round: 1, due: '2024-06-02 18:00:00+00', owner: 'SOCIAL_UNIT' },
  ]);
  const entry = `SELECT change FROM trail_entry WHERE subject_id = $1 AND action = 'CHANGE'`;
  expect(await births.database.admin(entry, [started.id])).toEqual([{ change: 'TERRITORY_STARTED' }]);
});

it.each([
  [{ territory: 'XX' }, 'TERRITORY_UNKNOWN', 'territory'],
  [{ territory: 'KG-O-02' }, 'TERRITORY_NOT_OWN', 'territory'],
  [{ territory: 'KG' }, 'TERRITORY_NOT_OWN', 'territory'],
  [{ startsOn: '2024-05-26' }, 'STARTS_IN_PAST', 'startsOn'],
  [{ startsOn: '2024-07-27' }, 'STARTS_TOO_FAR_AHEAD', 'startsOn'],
  [{ workers: 0 }, 'WORKERS_OUT_OF_RANGE', 'workers'],
  [{ childrenPerWorker: 11 }, 'QUOTA_OUT_OF_RANGE', 'childrenPerWorker'],
])('a start with %o is refused: %s', async (wrong, reason, field) => {
  const input = { territory: 'KG-C-02', startsOn: '2024-05-27', workers: 1, ...wrong };
  expect(await births.refusal(supervisor('KG-C'), START, { input })).toMatchObject({ reason, field: `input.${field}` });
});

it('there is one start for a territory, whatever lies above or below it, also when two are said at once', async () => {
  const input = (territory: string) => ({ input: { territory, startsOn: '2024-05-27', workers: 1 } });
  const said = await Promise.all(
    ['KG-O', 'KG-O-02', 'KG-O', 'KG-O-02'].map((territory) =>
      births.refusal(supervisor('KG'), START, input(territory)),
    ),
  );
  // Two of districts that lie apart would both stand; here either the province or the district does.
  expect(said.filter((refused) => refused === undefined)).toHaveLength(1);
  expect(births.graph.unexpected).toEqual([]);
  await start(births, 'KG-J-01', { startsOn: '2024-06-03' });
  const refusal = (territory: string) => births.refusal(supervisor('KG'), START, input(territory));
  expect(await refusal('KG-J-01')).toMatchObject({
    code: 'CONFLICT',
    reason: 'TERRITORY_ALREADY_STARTED',
    field: 'input.territory',
    state: 'PLANNED',
  });
  expect(await refusal('KG-J')).toMatchObject({ reason: 'ENCLOSED_TERRITORY_STARTED', state: 'PLANNED' });
  await start(births, 'KG-B');
  expect(await refusal('KG-B-01')).toMatchObject({ reason: 'ENCLOSING_TERRITORY_STARTED', state: 'LIVE' });
});

it('it is seen in its territory, below and above, by those who visit, and changed by its own supervisor alone', async () => {
  const { id } = await start(births, 'KG-T-01', { startsOn: '2024-06-03' });
  const seenBy = async (who: ReturnType<typeof supervisor>) =>
    (await births.ask(who, LIST, { states: ['PLANNED'] })).territoryStarts.edges
      .map(({ node }: { node: { id: string } }) => node.id)
      .includes(id);
  expect(await seenBy(supervisor('KG-T'))).toBe(true);
  expect(await seenBy(socialWorker('KG-T-01'))).toBe(true);
  expect(await seenBy(supervisor('KG-T-02'))).toBe(false);
  const { id: wide } = await start(births, 'KG-GO');
  const below = await births.ask(socialWorker('KG-GO-01'), HOLDING, { territory: 'KG-GO-01' });
  expect(below.territoryStart).toEqual({ id: wide, territory: { id: 'KG-GO' } });
  const input = { id: wide, version: 1, workers: 9 };
  expect(await births.refusal(supervisor('KG-GO-01'), ADJUST, { input })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await births.refusal(socialWorker('KG-GO'), ADJUST, { input })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await births.refusal(guardianship('KG'), LIST)).toMatchObject({ code: 'FORBIDDEN' });
  const admin = aPrincipal({ roles: ['admin'], territory: 'KG' });
  expect(await births.refusal(admin, ADJUST, { input })).toMatchObject({ code: 'FORBIDDEN' });
});

it('it is made faster and slower, by its version, and goes back to the regulation', async () => {
  const { id } = await start(births, 'KG-N-02');
  const adjust = (said: object) => births.ask(supervisor('KG-N'), ADJUST, { input: { id, workers: 4, ...said } });
  expect((await adjust({ version: 1, childrenPerWorker: 3 })).adjustBacklogRelease).toEqual({
    version: 2,
    workers: 4,
    childrenPerWorker: 3,
    ownQuota: true,
    backlog: { perDay: 12 },
  });
  expect((await adjust({ version: 2 })).adjustBacklogRelease).toMatchObject({
    ownQuota: false,
    backlog: { perDay: 8 },
  });
  const refused = (said: object) =>
    births.refusal(supervisor('KG-N'), ADJUST, { input: { id, version: 3, workers: 4, ...said } });
  expect(await refused({ version: 2 })).toMatchObject({ code: 'CONFLICT' });
  expect(await refused({ workers: 1_001 })).toMatchObject({ reason: 'WORKERS_OUT_OF_RANGE', field: 'input.workers' });
});

it('a plan is taken back, and who waited for it is sent somebody at once; what is live stays', async () => {
  const planned = await start(births, 'KG-C-01', { startsOn: '2024-06-03' });
  const waiting = await bornOn(births, '2024-03-01', 'KG-C-01');
  const young = await bornOn(births, '2024-04-02', 'KG-C-01');
  await sweep(births);
  expect(await standing(births, waiting)).toEqual(WAITS);
  // The term of the other ends on the day before the start.
  births.clock.moveTo('2024-06-02T06:00:00Z');
  await sweep(births);
  expect(await standing(births, young)).toEqual(WAITS);
  const input = { id: planned.id, version: planned.version };
  expect(await births.refusal(supervisor('KG-C-01'), WITHDRAW, { input: { ...input, version: 7 } })).toMatchObject({
    code: 'CONFLICT',
  });
  const { withdrawTerritoryStart } = await births.ask(supervisor('KG-C-01'), WITHDRAW, { input });
  expect(withdrawTerritoryStart).toMatchObject({ version: 2, state: 'WITHDRAWN', nextReleaseAt: null, backlog: null });
  await sweep(births);
  for (const child of [waiting, young]) expect(await standing(births, child)).toEqual(SENT);
  expect((await links(planned.id)).map(({ state }) => state)).toEqual(['CANCELLED', 'LAPSED']);
  expect(await births.refusal(supervisor('KG-C-01'), WITHDRAW, { input: { ...input, version: 2 } })).toMatchObject({
    code: 'TRANSITION_REFUSED',
    state: 'WITHDRAWN',
    allowed: [],
  });

  const live = await start(births, 'KG-C-01');
  expect(await births.refusal(supervisor('KG-C-01'), WITHDRAW, { input: { id: live.id, version: 1 } })).toMatchObject({
    code: 'TRANSITION_REFUSED',
    state: 'LIVE',
    allowed: ['adjustBacklogRelease'],
  });
});

it('a territory that is planned anew keeps waiting who waited for the plan that was taken back', async () => {
  const first = await start(births, 'KG-Y-01', { startsOn: '2024-06-03' });
  const child = await bornOn(births, '2024-03-01', 'KG-Y-01');
  await sweep(births);
  await births.ask(supervisor('KG-Y-01'), WITHDRAW, { input: { id: first.id, version: 1 } });
  await start(births, 'KG-Y-01', { startsOn: '2024-06-10' });
  await sweep(births);
  expect(await standing(births, child)).toEqual(WAITS);
  expect(await backlogOf(births, 'KG-Y-01')).toEqual({
    waiting: 1,
    released: 0,
    perDay: 2,
    lastReleaseOn: '2024-06-10',
  });
});

it('a plan is not taken back behind the back of who is just beginning to wait for it', async () => {
  const { id } = await start(births, 'KG-T-02', { startsOn: '2024-06-03' });
  const child = await bornOn(births, '2024-03-01', 'KG-T-02');
  await births.database.admin(`UPDATE deadline SET state = 'CANCELLED', ended_at = due_at WHERE subject_id = $1`, [
    child.watchId,
  ]);
  const law = lawOf({ KAMKOR_PROFILE: 'KG' });
  const worker = await births.database.transactions('worker', births.clock);
  const occasion = { principal: workerPrincipal('births'), operation: 'Test.run', purpose: 'test' };
  const done = await worker.run(occasion, async () => {
    await becomeOverdue([{ subjectId: child.watchId } as Deadline], law, birthsDeadlines(law));
    const withdrawn = births.ask(supervisor('KG-T-02'), WITHDRAW, { input: { id, version: 1 } });
    const swept = withdrawn.then(() => sweep(births));
    await Promise.race([swept, sleep(500)]);
    return { swept };
  });
  await done.swept;
  expect(await standing(births, child)).toEqual(SENT);
});
