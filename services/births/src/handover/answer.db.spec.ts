import { tx } from '@kamkor/persistence';
import { aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, guardianship, hospital, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
beforeEach(() => births.clock.moveTo(OFFERED_AT));
afterAll(() => births.close());

/** A Friday; three working days later are over when the 31st is. */
const OFFERED_AT = '2024-07-26T05:00:00Z';
const DUE_AT = '2024-07-31T18:00:00Z';
const HERE = socialWorker();
const THERE = socialWorker('KG-O-02');
const OFFER = `mutation ($input: OfferHandoverInput!) { offerHandover(input: $input) { id version dueAt
  task { handover { id } } } }`;
const ACCEPT = 'mutation ($input: AcceptHandoverInput!) { acceptHandover(input: $input) { state } }';
const DECLINE = 'mutation ($input: DeclineHandoverInput!) { declineHandover(input: $input) { state } }';
const WITHDRAW = `mutation ($input: WithdrawHandoverInput!) { withdrawHandover(input: $input) { state withdrawnAt decidedAt
  task { handover { id } } } }`;

async function offered() {
  const child = await births.notify();
  await births.sweep();
  const [task] = await births.database.admin<{ id: string }>('SELECT id FROM outreach_task WHERE watch_id = $1', [
    child.watchId,
  ]);
  const offer = { taskId: task!.id, version: 1, territory: 'KG-O-02' };
  const { offerHandover } = await births.ask(HERE, OFFER, { input: offer });
  return { ...child, taskId: task!.id, offer, id: offerHandover.id as string, offerHandover };
}

const deadlineOf = async (id: string) =>
  await births.database.admin(
    `SELECT d.state, d.territory, d.owner, d.due_at::text AS due, d.ended_at::text AS ended FROM deadline d
     WHERE d.subject_id = $1 AND d.kind = 'HANDOVER_ANSWER'`,
    [id],
  );

async function listed(who: typeof HERE, filter: string): Promise<string[]> {
  const { outreachHandovers } = await births.ask(who, `{ outreachHandovers(${filter}) { edges { node { id } } } }`);
  return outreachHandovers.edges.map(({ node }: { node: { id: string } }) => node.id);
}

it('an offer has a deadline, which is the receiving unit’s and ends with the answer', async () => {
  const { id, offerHandover } = await offered();
  expect(offerHandover).toMatchObject({ dueAt: DUE_AT, task: { handover: { id } } });
  const deadline = { state: 'PENDING', territory: 'KG-O-02', owner: 'SOCIAL_UNIT', due: '2024-07-31 18:00:00+00' };
  expect(await deadlineOf(id)).toMatchObject([deadline]);
  const KINDS = '{ birthDeadlines(first: 100) { edges { node { kind } } } }';
  expect(JSON.stringify(await births.ask(THERE, KINDS))).toContain('HANDOVER_ANSWER');
  expect(JSON.stringify(await births.ask(HERE, KINDS))).not.toContain('HANDOVER_ANSWER');
  births.clock.moveTo('2024-07-29T05:00:00Z');
  await births.ask(THERE, DECLINE, { input: { id, version: 1, reason: 'OTHER' } });
  expect(await deadlineOf(id)).toMatchObject([{ state: 'MET', ended: '2024-07-29 05:00:00+00' }]);
});

it('that nobody answers in time is the supervisor’s business of both units, and is answered all the same', async () => {
  const { id } = await offered();
  expect(await listed(THERE, 'overdue: true')).not.toContain(id);
  births.clock.moveTo(DUE_AT);
  await births.sweep();
  for (const who of [HERE, THERE, aPrincipal({ roles: ['social-supervisor'], territory: 'KG-O' })]) {
    const QUERY = '{ outreachHandovers(overdue: true) { edges { node { id version state overdueSince } } } }';
    const { outreachHandovers } = await births.ask(who, QUERY);
    const node = { id, version: 2, state: 'OFFERED', overdueSince: DUE_AT };
    expect(outreachHandovers.edges).toContainEqual({ node });
  }
  expect(await listed(socialWorker('KG-C-01'), 'overdue: true')).toEqual([]);
  expect(await listed(guardianship('KG-O-02'), 'overdue: true')).toEqual([]);
  const [entry] = await births.database.admin(
    `SELECT rules FROM trail_entry WHERE subject_id = $1 AND change = 'HANDOVER_ANSWER_OVERDUE'`,
    [id],
  );
  expect(entry).toEqual({ rules: ['births.handover-answer-term'] });
  expect(await births.refusal(THERE, ACCEPT, { input: { id, version: 1 } })).toMatchObject({ code: 'CONFLICT' });
  expect((await births.ask(THERE, ACCEPT, { input: { id, version: 2 } })).acceptHandover).toEqual({
    state: 'ACCEPTED',
  });
  expect(await deadlineOf(id)).toMatchObject([{ state: 'LAPSED' }]);
  expect(await listed(THERE, 'overdue: true')).not.toContain(id);
});

it('who offered takes it back, also when the answer is overdue, and offers to somebody else', async () => {
  const { id, offer } = await offered();
  const input = { id, version: 1 };
  expect(await births.refusal(THERE, WITHDRAW, { input })).toMatchObject({ reason: 'HANDOVER_OF_ANOTHER_UNIT' });
  expect(await births.refusal(socialWorker('KG-C-01'), WITHDRAW, { input })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await births.refusal(guardianship(), WITHDRAW, { input })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await births.refusal(HERE, WITHDRAW, { input: { id, version: 2 } })).toMatchObject({ code: 'CONFLICT' });
  const { withdrawHandover } = await births.ask(HERE, WITHDRAW, { input });
  expect(withdrawHandover).toEqual({
    state: 'WITHDRAWN',
    withdrawnAt: OFFERED_AT,
    decidedAt: null,
    task: { handover: null },
  });
  expect(await deadlineOf(id)).toMatchObject([{ state: 'CANCELLED' }]);
  const elsewhere = { ...offer, territory: 'KG-O' };
  const second = await births.ask(HERE, OFFER, { input: elsewhere });
  births.clock.moveTo(DUE_AT);
  await births.sweep();
  const overdue = { id: second.offerHandover.id, version: 2 };
  expect((await births.ask(HERE, WITHDRAW, { input: overdue })).withdrawHandover).toMatchObject({ state: 'WITHDRAWN' });
  expect(await births.refusal(HERE, OFFER, { input: { ...offer, version: 1 } })).toBeUndefined();
});

it('accepted and taken back at once is one of both, and so are taking back and the lapse', async () => {
  const { id, taskId } = await offered();
  const input = { id, version: 1 };
  const [taken, back] = await Promise.all([
    births.refusal(THERE, ACCEPT, { input }),
    births.refusal(HERE, WITHDRAW, { input }),
  ]);
  const [late] = [taken, back].filter((refused) => refused !== undefined);
  const state = taken === undefined ? 'ACCEPTED' : 'WITHDRAWN';
  expect([[taken, back].filter((refused) => refused === undefined).length, late]).toMatchObject([
    1,
    { code: 'TRANSITION_REFUSED', state },
  ]);
  const [task] = await births.database.admin(
    'SELECT t.territory, h.state FROM outreach_task t JOIN outreach_handover h ON h.task_id = t.id WHERE t.id = $1',
    [taskId],
  );
  expect(task).toEqual({ state, territory: state === 'ACCEPTED' ? 'KG-O-02' : 'KG-C-03' });

  const other = await offered();
  births.clock.moveTo(DUE_AT);
  const refused = births.refusal(HERE, WITHDRAW, { input: { id: other.id, version: 1 } });
  const [conflict] = await Promise.all([refused, births.sweep()]);
  const [deadline] = await deadlineOf(other.id);
  expect([conflict?.code, deadline!.state]).toEqual(conflict ? ['CONFLICT', 'LAPSED'] : [undefined, 'CANCELLED']);
  expect(births.graph.unexpected).toEqual([]);
});

const CARE = 'mutation ($input: RecordCareStatusInput!) { recordCareStatus(input: $input) { id } }';
const DEATH = 'mutation ($input: RecordChildDeathInput!) { recordChildDeath(input: $input) { id } }';
const COMPLETE = 'mutation ($input: CompleteNotificationInput!) { completeNotification(input: $input) { id } }';

it.each<[string, (notificationId: string) => Promise<unknown>]>([
  [
    'is documented',
    (notificationId) =>
      births.hear('BirthCertificateIssued', {
        notificationId,
        personId: crypto.randomUUID(),
        issuedAt: births.clock.now().toString(),
      }),
  ],
  [
    'is given up',
    (notificationId) => births.ask(HERE, CARE, { input: { notificationId, version: 1, careStatus: 'ABANDONED' } }),
  ],
  ['has died', (notificationId) => births.ask(hospital(), DEATH, { input: { notificationId, version: 1 } })],
  [
    'lives elsewhere',
    (notificationId) =>
      births.ask(hospital(), COMPLETE, { input: { id: notificationId, version: 1, motherTerritory: 'KG-C-01' } }),
  ],
])('falls away when the child %s, and its deadline ends in legal time', async (_what, happens) => {
  // Of a mother whose territory nobody knows, so that it may be completed.
  const child = await births.notify({ motherTerritory: null });
  await births.sweep();
  const [task] = await births.database.admin<{ id: string }>('SELECT id FROM outreach_task WHERE watch_id = $1', [
    child.watchId,
  ]);
  const input = { taskId: task!.id, version: 1, territory: 'KG-O-02' };
  const { id } = (await births.ask(HERE, OFFER, { input })).offerHandover;
  births.clock.moveTo('2024-07-27T05:00:00Z');
  await happens(child.notificationId);
  expect(await deadlineOf(id)).toMatchObject([{ state: 'CANCELLED', ended: '2024-07-27 05:00:00+00' }]);
  const QUERY = '{ outreachHandovers(states: [WITHDRAWN], first: 100) { edges { node { id withdrawnAt } } } }';
  const { outreachHandovers } = await births.ask(THERE, QUERY);
  expect(outreachHandovers.edges).toContainEqual({ node: { id, withdrawnAt: '2024-07-27T05:00:00Z' } });
});

it('stands on the lists of both units, by where it comes from and where it goes to, and its task on a list', async () => {
  const { id, taskId } = await offered();
  expect(await listed(HERE, 'from: "KG-C", states: [OFFERED]')).toContain(id);
  expect(await listed(HERE, 'to: "KG-C", states: [OFFERED]')).not.toContain(id);
  expect(await listed(THERE, 'to: "KG-O", states: [OFFERED]')).toContain(id);
  expect(await listed(THERE, 'from: "KG-O"')).toEqual([]);
  const tasks = async () =>
    (
      await births.ask(HERE, '{ outreachTasks(handoverOffered: true, first: 100) { edges { node { id } } } }')
    ).outreachTasks.edges.map(({ node }: { node: { id: string } }) => node.id) as string[];
  expect(await tasks()).toContain(taskId);
  await births.ask(HERE, WITHDRAW, { input: { id, version: 1 } });
  expect(await tasks()).not.toContain(taskId);
});

it.each([
  ['the offering unit', HERE, `state = 'ACCEPTED', decided_by = '${HERE.subject}', decided_at = offered_at`],
  ['the receiving unit', THERE, `state = 'WITHDRAWN', withdrawn_by = '${THERE.subject}', withdrawn_at = offered_at`],
  [
    'the offering unit in another’s name',
    HERE,
    `state = 'WITHDRAWN', withdrawn_by = 'somebody', withdrawn_at = offered_at`,
  ],
  ['the offering unit', HERE, `overdue_since = NULL, due_at = due_at + interval '1 year'`],
])('past the use cases %s changes nothing that is not its own: %#', async (_who, principal, change) => {
  const { id } = await offered();
  const statement = `UPDATE outreach_handover SET ${change} WHERE id = '${id}'`;
  await expect(births.database.asPrincipal(principal, () => tx().sql(statement))).rejects.toThrow(/policy|permission/);
});
