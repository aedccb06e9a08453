import { randomUUID } from 'node:crypto';
import { tx } from '@kamkor/persistence';
import { aPrincipal } from '@kamkor/testing';
import { admin, BirthsUnderTest, namingAbove } from '../testing/births.js';
import { worker } from '../testing/concerns.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
afterAll(async () => {
  expect(births.graph.unexpected).toEqual([]);
  await births.close();
});

const NAMING = `id version state worker territory { id } namedAt namedBy withdrawnAt reason
  allowedActions { action allowed reason }`;
const NAME = `mutation ($input: NameProtectionWorkerInput!) { nameProtectionWorker(input: $input) { ${NAMING} } }`;
const WITHDRAW = `mutation ($input: WithdrawProtectionWorkerInput!) {
  withdrawProtectionWorker(input: $input) { ${NAMING} } }`;
const LIST = `query ($territory: String, $states: [NamingState!]) { protectionWorkers(first: 100, territory: $territory,
  states: $states) { totalCount edges { node { ${NAMING} } } } }`;
const ONE = `query ($id: UUID!) { protectionWorker(id: $id) { id } }`;

let serial = 0;
const somebody = () => worker(`named-${++serial}`).subject;
const listed = async (who = namingAbove, filter: object = {}) =>
  (await births.ask(who, LIST, filter)).protectionWorkers.edges.map(({ node }: { node: { id: string } }) => node);

it('names somebody from above, says so in the trail and in nobody’s record', async () => {
  const named = somebody();
  const input = { worker: named, territory: 'KG-C-03' };
  const { nameProtectionWorker: naming } = await births.ask(namingAbove, NAME, { input });
  expect(naming).toEqual({
    id: naming.id,
    version: 1,
    state: 'NAMED',
    worker: named,
    territory: { id: 'KG-C-03' },
    namedAt: '2024-05-25T06:00:00Z',
    namedBy: 'test:above',
    withdrawnAt: null,
    reason: null,
    allowedActions: [{ action: 'withdrawProtectionWorker', allowed: true, reason: null }],
  });
  const trail = `SELECT actor, change, person, withheld_from_person AS withheld FROM trail_entry WHERE subject_id = $1`;
  expect(await births.database.admin(trail, [naming.id])).toEqual([
    { actor: 'test:above', change: 'PROTECTION_WORKER_NAMED', person: null, withheld: true },
  ]);
});

it('withdraws with a reason, once, and names again what was withdrawn', async () => {
  const input = { worker: somebody(), territory: 'KG-C-01' };
  const { id } = (await births.ask(namingAbove, NAME, { input })).nameProtectionWorker;
  expect(await births.refusal(namingAbove, NAME, { input })).toMatchObject({
    code: 'CONFLICT',
    reason: 'ALREADY_NAMED',
    field: 'input.worker',
  });
  const end = { protectionWorkerId: id, version: 1, reason: 'CONFLICT_OF_INTEREST' };
  expect(await births.refusal(namingAbove, WITHDRAW, { input: { ...end, version: 2 } })).toMatchObject({
    code: 'CONFLICT',
  });
  const { withdrawProtectionWorker: withdrawn } = await births.ask(namingAbove, WITHDRAW, { input: end });
  expect(withdrawn).toMatchObject({
    version: 2,
    state: 'WITHDRAWN',
    withdrawnAt: '2024-05-25T06:00:00Z',
    reason: 'CONFLICT_OF_INTEREST',
    allowedActions: [{ allowed: false, reason: 'STATE_DOES_NOT_ALLOW' }],
  });
  expect(await births.refusal(namingAbove, WITHDRAW, { input: { ...end, version: 2 } })).toMatchObject({
    code: 'TRANSITION_REFUSED',
    state: 'WITHDRAWN',
    allowed: [],
  });
  await births.ask(namingAbove, NAME, { input });
  const states = (await listed(namingAbove, { territory: 'KG-C-01' })).map(({ state }: { state: string }) => state);
  expect(states.sort()).toEqual(['NAMED', 'WITHDRAWN']);
  expect(await listed(namingAbove, { territory: 'KG-C-01', states: ['NAMED'] })).toHaveLength(1);
});

it.each([
  ['oneself', namingAbove, 'test:above', 'KG-C-03', 'NOT_ONESELF', 'worker'],
  ['in one’s own office', worker('boss', 'KG-C'), 'test:x', 'KG-C', 'ONLY_NAMED_FROM_ABOVE', 'territory'],
  ['in another territory', worker('boss', 'KG-C'), 'test:x', 'KG-N-06', 'ONLY_NAMED_FROM_ABOVE', 'territory'],
  ['for the country without being an administrator', namingAbove, 'x', 'KG', 'ONLY_NAMED_FROM_ABOVE', 'territory'],
  ['for a district as an administrator', admin, 'test:x', 'KG-C-03', 'ONLY_NAMED_FROM_ABOVE', 'territory'],
  ['for a territory that is none', namingAbove, 'test:x', 'KG-C-99', 'TERRITORY_UNKNOWN', 'territory'],
  ['somebody without a subject', namingAbove, '', 'KG-C-03', 'WORKER_MALFORMED', 'worker'],
])('refuses to name %s', async (_what, who, named, territory, reason, field) => {
  expect(await births.refusal(who, NAME, { input: { worker: named, territory } })).toMatchObject({
    reason,
    field: `input.${field}`,
  });
});

it('shows a naming to who names and to who is named, and to nobody else', async () => {
  const named = worker('seen');
  const id = await births.nameWorker(named);
  const sees = async (who = named) => (await births.ask(who, ONE, { id })).protectionWorker !== null;
  expect(await sees(namingAbove)).toBe(true);
  expect(await sees(worker('province', 'KG-C'))).toBe(true);
  expect(await sees(named)).toBe(true);
  expect(await sees({ ...named, territory: 'KG-N-06' })).toBe(false);
  expect(await sees(worker('colleague'))).toBe(false);
  expect(await sees(worker('elsewhere', 'KG-N'))).toBe(false);
  expect(await sees(admin)).toBe(false);
  for (const role of ['registrar', 'social-worker', 'social-supervisor', 'auditor', 'citizen'] as const) {
    const who = aPrincipal({ subject: named.subject, roles: [role], territory: 'KG' });
    expect(await births.refusal(who, ONE, { id })).toMatchObject({ code: 'FORBIDDEN', reason: 'ROLE_NOT_ALLOWED' });
    const rows = () => tx().sql('SELECT FROM protection_worker');
    expect(await births.database.asPrincipal(who, rows)).toEqual([]);
  }
});

it('is withdrawn by who could name it alone: not by a colleague, not by the worker', async () => {
  const named = worker('stays');
  const input = { protectionWorkerId: await births.nameWorker(named), version: 1, reason: 'OTHER' };
  const [own] = await listed(named);
  expect(own).toMatchObject({ allowedActions: [{ allowed: false, reason: 'ONLY_NAMED_FROM_ABOVE' }] });
  expect(await births.refusal(named, WITHDRAW, { input })).toMatchObject({ reason: 'ONLY_NAMED_FROM_ABOVE' });
  const field = 'input.protectionWorkerId';
  for (const who of [worker('colleague'), worker('elsewhere', 'KG-N'), admin]) {
    expect(await births.refusal(who, WITHDRAW, { input })).toMatchObject({ code: 'NOT_FOUND', field });
    const absent = { ...input, protectionWorkerId: randomUUID() };
    expect(await births.refusal(who, WITHDRAW, { input: absent })).toMatchObject({ code: 'NOT_FOUND', field });
  }
});

it.each([
  [
    'themselves',
    `INSERT INTO protection_worker (id, subject, territory, named_at, named_by)
    VALUES (gen_random_uuid(), 'test:above', 'KG-C-03', now(), 'test:above')`,
  ],
  [
    'in another’s name',
    `INSERT INTO protection_worker (id, subject, territory, named_at, named_by)
    VALUES (gen_random_uuid(), 'test:above', 'KG-C-03', now(), 'test:other')`,
  ],
  [
    'for the country',
    `INSERT INTO protection_worker (id, subject, territory, named_at, named_by)
    VALUES (gen_random_uuid(), 'test:other', 'KG', now(), 'test:above')`,
  ],
  ['somebody else by rewriting a naming', `UPDATE protection_worker SET subject = 'test:above'`],
])('the database itself lets nobody name %s', async (_what, statement) => {
  await expect(births.database.asPrincipal(namingAbove, () => tx().sql(statement))).rejects.toThrow();
});

describe('territories that nobody is named for', () => {
  const GAPS = `query ($territory: String, $uncovered: Boolean) { protectionGaps(first: 100, territory: $territory,
    uncovered: $uncovered) { totalCount edges { node { territory { id } coveredBy { id } } } } }`;
  const gaps = async (territory: string, who = namingAbove, uncovered = false) =>
    (await births.ask(who, GAPS, { territory, uncovered })).protectionGaps.edges.map(
      ({ node }: { node: { territory: { id: string }; coveredBy: { id: string } | null } }) =>
        `${node.territory.id} ${node.coveredBy?.id ?? '–'}`,
    );

  it('are shown with who covers them, and close when somebody is named', async () => {
    expect(await gaps('KG-T')).toContain('KG-T-01 –');
    const id = await births.nameWorker(worker('talas', 'KG-T-01'), 'KG-T-01');
    expect(await gaps('KG-T')).not.toContain('KG-T-01 –');
    await births.nameWorker(worker('talas-province', 'KG-T'), 'KG-T');
    expect(await gaps('KG-T')).toContain('KG-T-02 KG-T');
    expect(await gaps('KG-T', namingAbove, true)).toEqual([]);
    expect(await gaps('KG-T', worker('talas', 'KG-T-01'))).toEqual([]);
    await births.withdrawWorker(id);
    expect(await gaps('KG-T')).toContain('KG-T-01 KG-T');
    // Who covers stands above the caller, who sees nothing else of it.
    expect(await gaps('KG-T', worker('talas', 'KG-T-01'))).toEqual(['KG-T-01 KG-T']);
    expect(await gaps('KG-T', worker('elsewhere', 'KG-N'))).toEqual([]);
  });

  it('are those of the country for its administrator', async () => {
    expect(await gaps('KG', admin, true)).toContain('KG –');
  });
});
