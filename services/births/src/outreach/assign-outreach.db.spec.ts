import { aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, guardianship, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-07-26T05:00:00Z');
}, 60_000);
afterAll(() => births.close());

const ASSIGN = `mutation ($input: AssignOutreachInput!) { assignOutreach(input: $input) { id version assignedTo assignedAt } }`;
const RECORD = 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';
const supervisor = (territory = 'KG-C-03') => aPrincipal({ roles: ['social-supervisor'], territory, subject: 'boss' });
const worker = (subject: string) => ({ ...socialWorker(), subject });

async function overdueTask(said: Parameters<BirthsUnderTest['notify']>[0] = {}) {
  const child = await births.notify(said);
  await births.sweep();
  const [task] = await births.database.admin<{ id: string }>('SELECT id FROM outreach_task WHERE watch_id = $1', [
    child.watchId,
  ]);
  return { ...child, taskId: task!.id };
}

/** Ids of the tasks that a work list shows. */
async function listed(who: ReturnType<typeof worker>, filter: string): Promise<string[]> {
  const { outreachTasks } = await births.ask(who, `{ outreachTasks(${filter}, first: 100) { edges { node { id } } } }`);
  return outreachTasks.edges.map(({ node }: { node: { id: string } }) => node.id);
}

describe('an outreach task', () => {
  it('is taken by a worker while it is nobody’s, and given to another by the supervisor alone', async () => {
    const { taskId } = await overdueTask();
    const { assignOutreach } = await births.ask(worker('w-1'), ASSIGN, { input: { taskId, version: 1 } });
    expect(assignOutreach).toMatchObject({ version: 2, assignedTo: 'w-1', assignedAt: '2024-07-26T05:00:00Z' });
    const ACTIONS = 'query ($id: UUID!) { outreachTask(id: $id) { allowedActions { action allowed reason } } }';
    for (const [who, allowed] of [[worker('w-1'), true] as const, [worker('w-2'), false] as const]) {
      expect((await births.ask(who, ACTIONS, { id: taskId })).outreachTask.allowedActions).toContainEqual({
        action: 'assignOutreach',
        allowed,
        reason: allowed ? null : 'ROLE_NOT_ALLOWED',
      });
    }
    const refused = (who: ReturnType<typeof worker>, input: object) =>
      births.refusal(who, ASSIGN, { input: { taskId, version: 2, ...input } });
    expect(await refused(worker('w-2'), {})).toMatchObject({ code: 'FORBIDDEN', field: 'input.worker' });
    expect(await refused(worker('w-1'), { worker: 'w-2' })).toMatchObject({ reason: 'ONLY_SUPERVISOR_ASSIGNS' });
    expect(await refused(supervisor(), { version: 1, worker: 'w-2' })).toMatchObject({ code: 'CONFLICT' });
    expect(await refused(supervisor('KG-O-02'), { worker: 'w-2' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused(guardianship(), { worker: 'w-2' })).toMatchObject({ code: 'NOT_FOUND' });
    const given = await births.ask(supervisor(), ASSIGN, { input: { taskId, version: 2, worker: 'w-2' } });
    expect(given.assignOutreach).toMatchObject({ version: 3, assignedTo: 'w-2' });
  });

  it('that two take at once is one’s', async () => {
    const { taskId } = await overdueTask();
    const both = ['w-1', 'w-2'].map((one) => births.refusal(worker(one), ASSIGN, { input: { taskId, version: 1 } }));
    expect((await Promise.all(both)).filter((refused) => refused?.code === 'CONFLICT')).toHaveLength(1);
  });

  it('stands on the work lists that it belongs to', async () => {
    const [mine, free] = [await overdueTask(), await overdueTask()];
    await births.ask(worker('w-3'), ASSIGN, { input: { taskId: mine.taskId, version: 1 } });
    expect(await listed(worker('w-3'), 'assignedTo: ME')).toEqual([mine.taskId]);
    expect(await listed(worker('w-3'), 'assignedTo: ME, dueToday: true')).toEqual([]);
    const nobodys = await listed(worker('w-3'), 'assignedTo: NOBODY');
    expect([nobodys.includes(mine.taskId), nobodys.includes(free.taskId)]).toEqual([false, true]);
    births.clock.moveTo('2024-08-02T05:00:00Z');
    expect(await listed(worker('w-3'), 'assignedTo: ME, dueToday: true')).toEqual([mine.taskId]);
    expect(await listed(worker('w-3'), 'assignedTo: ME, overdue: true')).toEqual([]);
    births.clock.moveTo('2024-08-02T18:00:00Z');
    expect(await listed(worker('w-3'), 'assignedTo: ME, overdue: true')).toEqual([mine.taskId]);
    expect(await listed(worker('w-3'), 'assignedTo: ME, unvisitedLate: true')).toEqual([mine.taskId]);
  });

  it('whose visit is missed stays on the list of what is overdue, whatever was swept, until somebody visits', async () => {
    births.clock.moveTo('2024-08-05T05:00:00Z');
    const { taskId } = await overdueTask();
    const overdue = async () => (await listed(worker('w'), 'overdue: true')).includes(taskId);
    const today = async () => (await listed(worker('w'), 'dueToday: true')).includes(taskId);
    const visit = async (visitedAt: string) => {
      const [{ version } = { version: 0 }] = await births.database.admin<{ version: number }>(
        'SELECT version FROM outreach_task WHERE id = $1',
        [taskId],
      );
      await births.ask(worker('w'), RECORD, {
        input: { taskId, version, visitedAt, outcome: 'NOT_FOUND', metWith: [], reasons: [], obstacles: [] },
      });
    };
    births.clock.moveTo('2024-08-12T18:00:00Z');
    await births.sweep();
    expect([await overdue(), await today()]).toEqual([true, true]);
    // A reminder falls due and is swept: nobody has visited.
    births.clock.moveTo('2024-08-21T05:00:00Z');
    await births.sweep();
    expect([await overdue(), await today()]).toEqual([true, true]);
    expect(await listed(worker('w'), 'unvisitedLate: true')).toContain(taskId);

    await visit('2024-08-21T04:00:00Z');
    expect([await overdue(), await today()]).toEqual([false, false]);
    expect(await listed(worker('w'), 'unvisitedLate: true')).not.toContain(taskId);
    // The next visit is due by the end of 4 September, a Wednesday; the reminder on the 28th was swept.
    births.clock.moveTo('2024-09-04T05:00:00Z');
    await births.sweep();
    expect([await overdue(), await today()]).toEqual([false, true]);
    births.clock.moveTo('2024-09-04T18:00:00Z');
    expect([await overdue(), await today()]).toEqual([true, true]);
    await births.sweep();
    expect([await overdue(), await today()]).toEqual([true, true]);
    await visit('2024-09-04T18:00:00Z');
    expect(await overdue()).toBe(false);
  });

  it('is found by the mother’s name in any spelling and order, and by the record number, within the own district', async () => {
    const mother = { identity: 'NAMED' as const, familyName: 'Жээнбекова', givenName: 'Нургүл' };
    const { taskId } = await overdueTask({ mother, facilityRecordNumber: 'N/77' });
    for (const name of ['Жээнб', 'jeenbekova', 'Жээнбекова Нур', 'Нургүл Жээнбекова']) {
      expect(await listed(worker('w'), `motherName: "${name}"`)).toEqual([taskId]);
    }
    expect(await listed(worker('w'), 'facilityRecordNumber: " N/77"')).toEqual([taskId]);
    expect(await listed(worker('w'), 'motherName: "Жээнбекова Айгүл"')).toEqual([]);
    expect(await listed(socialWorker('KG-O-02'), 'facilityRecordNumber: "N/77"')).toEqual([]);
    const short = await births.refusal(worker('w'), '{ outreachTasks(motherName: "ж") { totalCount } }');
    expect(short).toMatchObject({ reason: 'SEARCH_TOO_SHORT', field: 'motherName' });
    const WATCHES = '{ documentationWatches(facilityRecordNumber: "N/77", motherName: "Жээнб") { totalCount } }';
    expect((await births.ask(worker('w'), WATCHES)).documentationWatches.totalCount).toBe(1);
    const BIRTHS = '{ birthNotifications(motherName: "Жээнб") { totalCount } }';
    expect((await births.ask(worker('w'), BIRTHS)).birthNotifications.totalCount).toBe(1);
  });
});
