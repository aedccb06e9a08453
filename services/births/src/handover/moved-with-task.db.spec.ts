import type { Principal } from '@kamkor/principal';
import { BirthsUnderTest, guardianship, hospital, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-07-26T05:00:00Z');
}, 60_000);
afterAll(() => births.close());

const HERE = socialWorker();
const THERE = socialWorker('KG-O-02');
const RECORD = 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';
const OFFER = 'mutation ($input: OfferHandoverInput!) { offerHandover(input: $input) { id } }';
const ACCEPT = 'mutation ($input: AcceptHandoverInput!) { acceptHandover(input: $input) { id } }';
const CARE = 'mutation ($input: RecordCareStatusInput!) { recordCareStatus(input: $input) { id } }';
const COMPLETE = 'mutation ($input: CompleteNotificationInput!) { completeNotification(input: $input) { id } }';
const TASK = 'query ($id: UUID!) { outreachTask(id: $id) { visitCount visits { outcome } } }';
const elder = { birthDate: '2020-03-01', sex: 'MALE', givenName: 'Азамат' };

interface Row {
  readonly id: string;
  readonly version: number;
}
const taskOf = async (watchId: string) =>
  (await births.database.admin<Row>('SELECT id, version FROM outreach_task WHERE watch_id = $1', [watchId]))[0]!;

/** A family that was visited: with a concern, and with a sibling who has no documents. */
async function visited(said: Parameters<BirthsUnderTest['notify']>[0] = {}, who = HERE) {
  const child = await births.notify(said);
  await births.sweep();
  const { id: taskId, version } = await taskOf(child.watchId);
  await visit(taskId, version, who);
  const [concern] = await births.database.admin<Row>('SELECT id FROM safety_concern WHERE notification_id = $1', [
    child.notificationId,
  ]);
  return { ...child, taskId, concernId: concern!.id };
}

async function visit(taskId: string, version: number, who: Principal) {
  const input = {
    taskId,
    version,
    visitedAt: '2024-07-26T04:00:00Z',
    outcome: 'MOVED',
    metWith: ['NEIGHBOUR'],
    reasons: [],
    obstacles: ['UNDOCUMENTED_SIBLINGS'],
    undocumentedSiblings: [elder],
    safetyConcern: { grounds: ['VIOLENCE'] },
  };
  await births.ask(who, RECORD, { input });
}

async function handOver(taskId: string, from = HERE, to = THERE): Promise<void> {
  const [task] = await births.database.admin<Row>('SELECT version FROM outreach_task WHERE id = $1', [taskId]);
  const input = { taskId, version: task!.version, territory: to.territory };
  const { offerHandover } = await births.ask(from, OFFER, { input });
  await births.ask(to, ACCEPT, { input: { id: offerHandover.id, version: 1 } });
}

const concern = async (id: string) =>
  (
    await births.database.admin(
      `SELECT c.territory, d.territory AS deadline, d.state FROM safety_concern c JOIN deadline d ON d.subject_id = c.id WHERE c.id = $1`,
      [id],
    )
  )[0];

it('a concern that nobody has taken up goes to the protection workers of the new territory, with its deadline', async () => {
  const { taskId, concernId } = await visited();
  await handOver(taskId);
  expect(await concern(concernId)).toEqual({ territory: 'KG-O-02', deadline: 'KG-O-02', state: 'PENDING' });
});

it('one that is taken up stays with who looks after it', async () => {
  const { taskId, concernId } = await visited();
  await births.database.admin(
    `UPDATE safety_concern SET state = 'TAKEN_UP', taken_up_at = now(), taken_up_by = 'g', due_at = NULL WHERE id = $1`,
    [concernId],
  );
  await handOver(taskId);
  expect(await concern(concernId)).toMatchObject({ territory: 'KG-C-03' });
});

it('visits follow also where the mother’s territory becomes known later', async () => {
  const { taskId, notificationId, concernId } = await visited({ motherTerritory: null });
  const [{ version } = { version: 0 }] = await births.database.admin<Row>(
    'SELECT version FROM birth_notification WHERE id = $1',
    [notificationId],
  );
  await births.ask(hospital(), COMPLETE, { input: { id: notificationId, version, motherTerritory: 'KG-O-02' } });
  const seen = { visitCount: 1, visits: [{ outcome: 'MOVED' }] };
  expect((await births.ask(THERE, TASK, { id: taskId })).outreachTask).toEqual(seen);
  expect(await concern(concernId)).toMatchObject({ territory: 'KG-O-02' });
});

it('what a social worker saw is not guardianship’s when the mother is left alone, wherever the task goes then', async () => {
  const { taskId, notificationId } = await visited();
  await births.ask(HERE, CARE, { input: { notificationId, version: 1, careStatus: 'RELINQUISHED' } });
  const unseen = { visitCount: 1, visits: [] };
  expect((await births.ask(guardianship(), TASK, { id: taskId })).outreachTask).toEqual(unseen);
  await handOver(taskId, guardianship(), guardianship('KG-O-02'));
  expect((await births.ask(guardianship('KG-O-02'), TASK, { id: taskId })).outreachTask).toEqual(unseen);
  const [place] = await births.database.admin('SELECT territory, responsible FROM outreach_visit WHERE task_id = $1', [
    taskId,
  ]);
  expect(place).toEqual({ territory: 'KG-C-03', responsible: 'SOCIAL_UNIT' });
});

it('of a sibling the new unit knows the family, and finds no second child in it', async () => {
  const { notificationId } = await visited();
  const watches = () =>
    births.database.admin<{ id: string }>(
      `SELECT w.id FROM documentation_watch w JOIN undocumented_sibling s ON s.id = w.sibling_id WHERE s.family = $1`,
      [notificationId],
    );
  const [sibling] = await watches();
  await births.sweep();
  const task = await taskOf(sibling!.id);
  await handOver(task.id);
  await visit(task.id, (await taskOf(sibling!.id)).version, THERE);
  expect(await watches()).toHaveLength(1);
  const [{ count } = { count: -1 }] = await births.database.admin<{ count: number }>(
    `SELECT count(*)::int AS count FROM undocumented_sibling s JOIN documentation_watch w ON w.notification_id = s.family
     WHERE w.id = $1`,
    [sibling!.id],
  );
  expect(count).toBe(0);
});
