import { tx } from '@kamkor/persistence';
import { BirthsUnderTest, guardianship, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-07-26T05:00:00Z');
}, 60_000);
afterAll(() => births.close());

const HERE = socialWorker();
const THERE = socialWorker('KG-O-02');
const OFFER = `mutation ($input: OfferHandoverInput!) { offerHandover(input: $input) { id version state to { id } task { id } } }`;
const ACCEPT = `mutation ($input: AcceptHandoverInput!) { acceptHandover(input: $input) { id version state decidedAt
  task { id version assignedTo } } }`;
const DECLINE = `mutation ($input: DeclineHandoverInput!) { declineHandover(input: $input) { state declineReason } }`;
const CARE = 'mutation ($input: RecordCareStatusInput!) { recordCareStatus(input: $input) { id } }';

async function offered() {
  const child = await births.notify();
  await births.sweep();
  const [task] = await births.database.admin<{ id: string }>('SELECT id FROM outreach_task WHERE watch_id = $1', [
    child.watchId,
  ]);
  const input = { taskId: task!.id, version: 1, territory: 'KG-O-02' };
  const { offerHandover } = await births.ask(HERE, OFFER, { input });
  return { ...child, taskId: task!.id, input, offer: offerHandover as { id: string; version: number } };
}
const deadlinesOf = (taskId: string) =>
  births.database.admin<{ territory: string; due: string }>(
    `SELECT territory, due_at::text AS due FROM deadline WHERE subject_id = $1 AND state = 'PENDING' ORDER BY kind`,
    [taskId],
  );

it('a task that is offered stays with its deadlines, and goes over with them when it is accepted', async () => {
  const { taskId, watchId, offer, notificationId } = await offered();
  expect(offer).toMatchObject({ state: 'OFFERED', to: { id: 'KG-O-02' }, task: { id: taskId } });
  const before = await deadlinesOf(taskId);
  expect(before.map(({ territory }) => territory)).toEqual(['KG-C-03', 'KG-C-03']);
  const LIST = '{ outreachHandovers(states: [OFFERED]) { edges { node { id task { id } child { id } } } } }';
  const { outreachHandovers } = await births.ask(THERE, LIST);
  expect(outreachHandovers.edges.map(({ node }: { node: object }) => node)).toEqual([
    { id: offer.id, task: null, child: null },
  ]);
  await births.database.admin('UPDATE outreach_handover SET child_person = gen_random_uuid() WHERE id = $1', [
    offer.id,
  ]);
  const CHILD =
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on OutreachHandover { child { id } } } }';
  const of = [{ __typename: 'OutreachHandover', id: offer.id }];
  expect((await births.ask(THERE, CHILD, { of }))._entities).toEqual([{ child: null }]);
  expect((await births.ask(HERE, CHILD, { of }))._entities).toEqual([{ child: { id: expect.any(String) } }]);
  const input = { id: offer.id, version: offer.version };
  expect(await births.refusal(HERE, ACCEPT, { input })).toMatchObject({
    code: 'FORBIDDEN',
    reason: 'HANDOVER_OF_ANOTHER_UNIT',
    field: 'input.id',
  });
  expect(await births.refusal(guardianship('KG-O-02'), ACCEPT, { input })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await births.refusal(THERE, ACCEPT, { input: { ...input, version: 9 } })).toMatchObject({ code: 'CONFLICT' });
  const { acceptHandover } = await births.ask(THERE, ACCEPT, { input });
  expect(acceptHandover).toMatchObject({ state: 'ACCEPTED', task: { id: taskId, assignedTo: null } });
  expect(await deadlinesOf(taskId)).toEqual(before.map(({ due }) => ({ due, territory: 'KG-O-02' })));
  const [watch] = await births.database.admin(
    'SELECT territory, territory_source FROM documentation_watch WHERE id = $1',
    [watchId],
  );
  expect(watch).toEqual({ territory: 'KG-O-02', territory_source: 'HANDED_OVER' });
  const [told] = await births.database.admin<{ payload: object }>(
    `SELECT payload FROM outbox_event WHERE subject_id = $1 AND type = 'ChildStandingChanged'`,
    [notificationId],
  );
  expect(told?.payload).toEqual({ notificationId, territory: 'KG-O-02', careStatus: 'WITH_PARENTS', died: false });
  const TASK = 'query ($id: UUID!) { outreachTask(id: $id) { id } }';
  expect(await births.ask(HERE, TASK, { id: taskId })).toEqual({ outreachTask: null });
  expect(await births.refusal(THERE, ACCEPT, { input: { ...input, version: 2 } })).toMatchObject({
    code: 'TRANSITION_REFUSED',
    state: 'ACCEPTED',
  });
});

it('who takes over sees what the visits found, and who gave it away no more, but for who visited', async () => {
  const { taskId, offer } = await offered();
  const RECORD = 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';
  const seen = {
    visitedAt: '2024-07-26T04:00:00Z',
    outcome: 'MOVED',
    metWith: ['NEIGHBOUR'],
    reasons: [],
    obstacles: [],
  };
  await births.ask(HERE, RECORD, { input: { taskId, version: 1, ...seen } });
  await births.ask(THERE, ACCEPT, { input: { id: offer.id, version: offer.version } });
  const TASK = 'query ($id: UUID!) { outreachTask(id: $id) { visitCount visits { outcome } } }';
  const { outreachTask } = await births.ask(THERE, TASK, { id: taskId });
  expect(outreachTask).toEqual({ visitCount: 1, visits: [{ outcome: 'MOVED' }] });
  const seenBy = (who: typeof HERE) =>
    births.database.asPrincipal(
      who,
      async () => (await tx().sql('SELECT id FROM outreach_visit WHERE task_id = $1', [taskId])).length,
    );
  const colleague = { ...HERE, subject: 'a colleague of theirs' };
  expect([await seenBy(THERE), await seenBy(colleague), await seenBy(HERE)]).toEqual([1, 0, 1]);
});

it('an offer that is declined leaves the task, which may be offered again', async () => {
  const { taskId, offer, input } = await offered();
  expect(await births.refusal(HERE, OFFER, { input })).toMatchObject({ reason: 'HANDOVER_ALREADY_OFFERED' });
  const answer = { id: offer.id, version: 1, reason: 'FAMILY_NOT_HERE' };
  const { declineHandover } = await births.ask(THERE, DECLINE, { input: answer });
  expect(declineHandover).toEqual({ state: 'DECLINED', declineReason: 'FAMILY_NOT_HERE' });
  expect((await deadlinesOf(taskId)).map(({ territory }) => territory)).toEqual(['KG-C-03', 'KG-C-03']);
  expect(await births.refusal(HERE, OFFER, { input: { ...input, version: 1 } })).toBeUndefined();
});

it('an offer falls away when the child is given up, also at the moment of its acceptance', async () => {
  const { offer, notificationId } = await offered();
  const [care, taken] = await Promise.all([
    births.refusal(HERE, CARE, { input: { notificationId, version: 1, careStatus: 'ABANDONED' } }),
    births.refusal(THERE, ACCEPT, { input: { id: offer.id, version: 1 } }),
  ]);
  expect([care, taken].filter((refused) => refused === undefined)).toHaveLength(1);
  const [task] = await births.database.admin(
    `SELECT t.responsible, w.responsible AS watch, t.territory = w.territory AS "same", h.state FROM outreach_task t
     JOIN documentation_watch w ON w.id = t.watch_id JOIN outreach_handover h ON h.task_id = t.id WHERE w.notification_id = $1`,
    [notificationId],
  );
  const given = { responsible: 'GUARDIANSHIP', watch: 'GUARDIANSHIP', same: true, state: 'WITHDRAWN' };
  const moved = { responsible: 'SOCIAL_UNIT', watch: 'SOCIAL_UNIT', same: true, state: 'ACCEPTED' };
  expect(task).toEqual(care === undefined ? given : moved);
  expect(births.graph.unexpected).toEqual([]);
});

it('a task is offered by its unit, to another, that there is', async () => {
  const { offer, taskId, input } = await offered();
  await births.ask(THERE, DECLINE, { input: { id: offer.id, version: 1, reason: 'OTHER' } });
  const refused = (said: object, who = HERE) => births.refusal(who, OFFER, { input: { ...input, ...said } });
  expect(await refused({ territory: 'KG-C-03' })).toMatchObject({
    reason: 'HANDOVER_TO_SELF',
    field: 'input.territory',
  });
  expect(await refused({ territory: 'XX' })).toMatchObject({ reason: 'TERRITORY_UNKNOWN', field: 'input.territory' });
  expect(await refused({ version: 7 })).toMatchObject({ code: 'CONFLICT' });
  expect(await refused({ taskId }, THERE)).toMatchObject({ code: 'NOT_FOUND' });
});
