import { randomUUID } from 'node:crypto';
import type { Principal } from '@kamkor/principal';
import { aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, guardianship, hospital, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-07-26T05:00:00Z');
}, 60_000);
afterAll(() => births.close());

const registrar = aPrincipal({ roles: ['registrar'], territory: 'KG-C-03' });

/** An overdue child whom the registry knows, among others. */
async function knownChild(said: Parameters<BirthsUnderTest['notify']>[0] = {}) {
  const child = await births.notify(said);
  await births.notify();
  const personId = randomUUID();
  await births.hear('ChildRecorded', {
    notificationId: child.notificationId,
    birthRecordId: randomUUID(),
    motherPersonId: null,
    registryState: 'CREATED' as const,
    personId,
  });
  await births.sweep();
  const [task] = await births.database.admin<{ id: string }>('SELECT id FROM outreach_task WHERE watch_id = $1', [
    child.watchId,
  ]);
  return { ...child, personId, taskId: task!.id };
}

it('a child is found by its person on each list, by those who may see it', async () => {
  const { personId, notificationId, watchId, taskId } = await knownChild();
  const found = async (who: Principal, list: string) => {
    const query = `query ($child: UUID!) { ${list}(child: $child) { totalCount edges { node { id child { id } } } } }`;
    const page = (await births.ask(who, query, { child: personId }))[list];
    expect(page.totalCount).toBe(page.edges.length);
    return page.edges.map(({ node }: { node: object }) => node);
  };
  const child = { id: personId };
  for (const who of [socialWorker(), registrar, hospital()]) {
    expect(await found(who, 'birthNotifications')).toEqual([{ id: notificationId, child }]);
  }
  for (const who of [socialWorker(), registrar]) {
    expect(await found(who, 'documentationWatches')).toEqual([{ id: watchId, child }]);
  }
  expect(await found(socialWorker(), 'outreachTasks')).toEqual([{ id: taskId, child }]);
  for (const list of ['birthNotifications', 'documentationWatches', 'outreachTasks']) {
    expect(await found(socialWorker('KG-O-02'), list)).toEqual([]);
    expect(await found(guardianship(), list)).toEqual([]);
  }
});

const WHERE = `query ($id: UUID!) { outreachTask(id: $id) { watch { notification { informantPhone motherAddress } } } }`;
const said = { informantPhone: '+996 555 123456', motherAddress: 'с. Кичи-Кемин, ул. Ленина, 5' };

it('who visits sees where the family lives and whom to call', async () => {
  const { taskId } = await knownChild(said);
  const { outreachTask } = await births.ask(socialWorker(), WHERE, { id: taskId });
  expect(outreachTask.watch.notification).toEqual({ ...said, informantPhone: '+996555123456' });
});

it('neither leads to the mother of a child who is not with her, not even those who told of them', async () => {
  const { taskId, notificationId } = await knownChild({ ...said, careStatus: 'ABANDONED' });
  const hidden = { informantPhone: null, motherAddress: null };
  const { outreachTask } = await births.ask(guardianship(), WHERE, { id: taskId });
  expect(outreachTask.watch.notification).toEqual(hidden);
  const BIRTH = 'query ($id: UUID!) { birthNotification(id: $id) { informantPhone motherAddress } }';
  for (const who of [registrar, hospital(), guardianship()]) {
    expect((await births.ask(who, BIRTH, { id: notificationId })).birthNotification).toEqual(hidden);
  }
});
