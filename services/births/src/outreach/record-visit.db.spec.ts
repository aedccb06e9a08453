import { randomUUID } from 'node:crypto';
import { tx } from '@kamkor/persistence';
import { waitUntil } from '@kamkor/testing';
import { BirthsUnderTest, guardianship, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
afterAll(() => births.close());

const RECORD = `mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id outcome visitedAt obstacles
  task { id version state visitCount dueAt allowedActions { action allowed reason } visits { id } } } }`;
const AT = '2024-07-26T04:00:00Z';

/** A child that is overdue with an open task, on 26 July 2024. */
async function overdueTask(said: Parameters<BirthsUnderTest['notify']>[0] = {}) {
  births.clock.moveTo('2024-07-26T05:00:00Z');
  const child = await births.notify(said);
  await births.sweep();
  const [task] = await births.database.admin<{ id: string; version: number }>(
    'SELECT id, version FROM outreach_task WHERE watch_id = $1',
    [child.watchId],
  );
  return { ...child, task: task! };
}

const visit = (task: { id: string; version: number }, said: object = {}) => ({
  taskId: task.id,
  version: task.version,
  visitedAt: AT,
  outcome: 'PROMISED',
  metWith: ['MOTHER'],
  reasons: ['DID_NOT_KNOW'],
  obstacles: [],
  familyKnows: null,
  ...said,
});

const deadlinesOf = (taskId: string) =>
  births.database.admin<{ kind: string; state: string; due: string }>(
    'SELECT kind, state, due_at::text AS due FROM deadline WHERE subject_id = $1 AND kind = ANY ($2) ORDER BY opened_at, round',
    [taskId, ['OUTREACH_FIRST_VISIT', 'OUTREACH_REMINDER']],
  );

describe('a visit from before the child was overdue', () => {
  const EARLY = '2024-07-24T17:59:59Z';

  it('is kept and meets no term, and the next one begins the reminders', async () => {
    const { task } = await overdueTask();
    const { recordVisit } = await births.ask(socialWorker(), RECORD, { input: visit(task, { visitedAt: EARLY }) });
    expect(recordVisit).toMatchObject({
      visitedAt: EARLY,
      task: {
        version: task.version + 1,
        visitCount: 0,
        dueAt: '2024-08-02T18:00:00Z',
        visits: [{ id: recordVisit.id }],
      },
    });
    const firstVisit = { kind: 'OUTREACH_FIRST_VISIT', due: '2024-08-02 18:00:00+00' };
    expect(await deadlinesOf(task.id)).toEqual([{ ...firstVisit, state: 'PENDING' }]);
    expect(await births.refusal(socialWorker(), RECORD, { input: visit(task, { visitedAt: EARLY }) })).toMatchObject({
      code: 'CONFLICT',
    });
    const { recordVisit: next } = await births.ask(socialWorker(), RECORD, { input: visit(recordVisit.task) });
    expect(next.task).toMatchObject({ visitCount: 1 });
    expect(await deadlinesOf(task.id)).toEqual([
      { ...firstVisit, state: 'MET' },
      { kind: 'OUTREACH_REMINDER', state: 'PENDING', due: '2024-08-01 18:00:00+00' },
    ]);
  });

  it('is acted on all the same', async () => {
    const { task } = await overdueTask();
    const found = {
      visitedAt: EARLY,
      obstacles: ['HARD_LIFE_SITUATION'],
      circumstances: ['POVERTY'],
      familyKnows: true,
    };
    const { recordVisit } = await births.ask(socialWorker(), RECORD, { input: visit(task, found) });
    expect(
      await births.database.admin('SELECT type FROM outbox_event WHERE subject_id = $1', [recordVisit.id]),
    ).toEqual([{ type: 'HardLifeSituationFound' }]);
  });
});

describe('a recorded visit', () => {
  it('meets the first-visit term and sets the next reminder, and the next visit sets another', async () => {
    const { task } = await overdueTask();
    const { recordVisit } = await births.ask(socialWorker(), RECORD, { input: visit(task) });
    expect(recordVisit).toMatchObject({ outcome: 'PROMISED', visitedAt: AT });
    expect(recordVisit.task).toMatchObject({ state: 'OPEN', visitCount: 1, dueAt: '2024-08-01T18:00:00Z' });
    expect(await deadlinesOf(task.id)).toEqual([
      { kind: 'OUTREACH_FIRST_VISIT', state: 'MET', due: '2024-08-02 18:00:00+00' },
      { kind: 'OUTREACH_REMINDER', state: 'PENDING', due: '2024-08-01 18:00:00+00' },
    ]);
    births.clock.moveTo('2024-07-30T05:00:00Z');
    const second = visit(recordVisit.task, { visitedAt: '2024-07-30T05:00:00Z', outcome: 'NOT_FOUND', metWith: [] });
    await births.ask(socialWorker(), RECORD, { input: second });
    expect((await deadlinesOf(task.id)).map(({ state, due }) => [state, due])).toEqual([
      ['MET', '2024-08-02 18:00:00+00'],
      ['MET', '2024-08-01 18:00:00+00'],
      ['PENDING', '2024-08-05 18:00:00+00'],
    ]);
  });

  it('after a missed term begins no second chain, and in time but recorded late it was not missed', async () => {
    const { task } = await overdueTask();
    births.clock.moveTo('2024-08-03T05:00:00Z');
    await births.sweep();
    const [missed] = await births.database.admin<{ version: number }>(
      'SELECT version, first_visit_missed FROM outreach_task WHERE id = $1',
      [task.id],
    );
    expect(missed).toMatchObject({ first_visit_missed: true });
    await births.ask(socialWorker(), RECORD, { input: visit({ ...task, version: missed!.version }) });
    const [noted] = await births.database.admin('SELECT first_visit_missed FROM outreach_task WHERE id = $1', [
      task.id,
    ]);
    expect(noted).toEqual({ first_visit_missed: false });
    const open = (await deadlinesOf(task.id)).filter(({ state }) => state === 'PENDING');
    expect(open).toEqual([{ kind: 'OUTREACH_REMINDER', state: 'PENDING', due: '2024-08-09 18:00:00+00' }]);
  });

  it('between the fall of a reminder and its sweep leaves the chain with one open link', async () => {
    const { task } = await overdueTask();
    const first = await births.ask(socialWorker(), RECORD, { input: visit(task) });
    births.clock.moveTo('2024-08-02T05:00:00Z');
    await births.ask(socialWorker(), RECORD, { input: visit(first.recordVisit.task) });
    await births.sweep();
    expect((await deadlinesOf(task.id)).filter(({ state }) => state === 'PENDING')).toHaveLength(1);
  });

  it('at the same moment as another, and as a sweep, is taken once and the other told to look again', async () => {
    const { task } = await overdueTask();
    births.clock.moveTo('2024-08-03T05:00:00Z');
    const both = [visit(task), visit(task, { outcome: 'NOT_FOUND' })];
    const [first, second] = await Promise.all([
      ...both.map((input) => births.refusal(socialWorker(), RECORD, { input })),
      births.sweep(),
    ]);
    expect(
      [first, second].filter((refused) => (refused as { code?: string })?.code === 'CONFLICT').length,
    ).toBeGreaterThan(0);
    await births.sweep();
    expect((await deadlinesOf(task.id)).filter(({ state }) => state === 'PENDING')).toHaveLength(1);
    expect(births.graph.unexpected).toEqual([]);
  });

  it.each([
    [{ visitedAt: '2024-05-25T02:29:59Z' }, 'VISIT_BEFORE_BIRTH', 'visitedAt'],
    [{ visitedAt: '2024-07-26T05:00:01Z' }, 'VISIT_IN_FUTURE', 'visitedAt'],
    [{ circumstances: ['POVERTY'], familyKnows: true }, 'SITUATION_MISSING', 'obstacles'],
    [{ obstacles: ['HARD_LIFE_SITUATION'], familyKnows: true }, 'CIRCUMSTANCES_MISSING', 'circumstances'],
    [{ obstacles: ['HARD_LIFE_SITUATION'], circumstances: ['POVERTY'] }, 'FAMILY_KNOWS_MISSING', 'familyKnows'],
  ])('that says %j is refused with %s and leaves nothing', async (said, reason, field) => {
    const { task } = await overdueTask();
    expect(await births.refusal(socialWorker(), RECORD, { input: visit(task, said) })).toMatchObject({
      reason,
      field: `input.${field}`,
    });
    expect(await births.database.admin('SELECT 1 FROM outreach_visit WHERE task_id = $1', [task.id])).toEqual([]);
    expect(await deadlinesOf(task.id)).toMatchObject([{ state: 'PENDING' }]);
  });

  it('is refused with a stale version, in another district, and by the other body', async () => {
    const { task } = await overdueTask();
    const input = visit(task);
    const refused = (who: Parameters<typeof births.refusal>[0], more: object = {}) =>
      births.refusal(who, RECORD, { input: { ...input, ...more } });
    expect(await refused(socialWorker(), { version: 99 })).toMatchObject({ code: 'CONFLICT', reason: 'STALE_VERSION' });
    expect(await refused(socialWorker('KG-C-01'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused(guardianship())).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keeps a visited task on record when the application turns out to have been in time', async () => {
    const { task, notificationId } = await overdueTask();
    await births.ask(socialWorker(), RECORD, { input: visit(task) });
    const appliedAt = '2024-07-20T00:00:00Z';
    await births.hear('BirthCertificateApplied', { notificationId, personId: randomUUID(), appliedAt });
    const query = 'query ($id: UUID!) { outreachTask(id: $id) { state closing visits { outcome } } }';
    expect((await births.ask(socialWorker(), query, { id: task.id })).outreachTask).toEqual({
      state: 'CLOSED',
      closing: 'APPLIED_IN_TIME',
      visits: [{ outcome: 'PROMISED' }],
    });
    expect((await deadlinesOf(task.id)).filter(({ state }) => state === 'PENDING')).toEqual([]);
  });
});

/** The reminder is younger than the deadline of the next visit, because an older visit has begun it anew. */
it('a visit waits for the deadlines of its task in the order of everybody else who takes several', async () => {
  const { task } = await overdueTask();
  const { recordVisit } = await births.ask(socialWorker(), RECORD, { input: visit(task) });
  births.clock.moveTo('2024-07-28T05:00:00Z');
  const again = await births.ask(socialWorker(), RECORD, {
    input: visit(recordVisit.task, { visitedAt: '2024-07-25T04:00:00Z' }),
  });
  const lock = (kind: string) =>
    tx().sql(`SELECT FROM deadline WHERE subject_id = $1 AND kind = $2 AND state = 'PENDING' FOR UPDATE`, [
      task.id,
      kind,
    ]);
  const moving = births.database.asPrincipal(
    socialWorker(),
    async () => {
      await lock('OUTREACH_NEXT_VISIT');
      const visiting = births.refusal(socialWorker(), RECORD, {
        input: visit(again.recordVisit.task, { visitedAt: '2024-07-28T04:00:00Z' }),
      });
      await waitUntil('the visit waits for a deadline', async () => {
        const [{ waiting }] = (await births.database.admin(
          `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        )) as [{ waiting: number }];
        return waiting > 0;
      });
      await lock('OUTREACH_REMINDER');
      return { visiting };
    },
    { role: 'worker', clock: births.clock },
  );
  const { visiting } = await moving;
  expect(await visiting).toBeUndefined();
  expect(births.graph.unexpected).toEqual([]);
});

describe('a hard life situation found at a visit', () => {
  const found = { obstacles: ['HARD_LIFE_SITUATION'], circumstances: ['POVERTY'], familyKnows: false };
  const told = (visitId: string) =>
    births.database.admin<{ subject_type: string; payload: Record<string, unknown> }>(
      'SELECT subject_type, payload FROM outbox_event WHERE subject_id = $1',
      [visitId],
    );

  it('is told at once, with codes and without names', async () => {
    const { task, notificationId } = await overdueTask();
    const motherPersonId = randomUUID();
    const recorded = { notificationId, birthRecordId: randomUUID(), motherPersonId };
    const personId = randomUUID();
    await births.hear('ChildRecorded', { ...recorded, registryState: 'CREATED', personId });
    const { recordVisit } = await births.ask(socialWorker(), RECORD, { input: visit(task, found) });
    expect(await told(recordVisit.id)).toEqual([
      {
        subject_type: 'OutreachVisit',
        payload: {
          visitId: recordVisit.id,
          taskId: task.id,
          notificationId,
          personId,
          motherPersonId,
          territory: 'KG-C-03',
          foundAt: AT,
          foundBy: 'SOCIAL_UNIT',
          responsible: 'SOCIAL_UNIT',
          familyKnows: false,
          circumstances: ['POVERTY'],
        },
      },
    ]);
  });

  it('is told also where one circumstance was marked thirty times', async () => {
    const { task } = await overdueTask();
    const said = { ...found, circumstances: Array.from({ length: 30 }, () => 'POVERTY') };
    const { recordVisit } = await births.ask(socialWorker(), RECORD, { input: visit(task, said) });
    expect((await told(recordVisit.id))[0]?.payload).toMatchObject({ circumstances: ['POVERTY'] });
  });

  it('leaves the mother out where the child is not with her', async () => {
    const { task, notificationId } = await overdueTask({ careStatus: 'RELINQUISHED' });
    const recorded = { notificationId, birthRecordId: randomUUID(), motherPersonId: randomUUID() };
    await births.hear('ChildRecorded', { ...recorded, registryState: 'CREATED', personId: randomUUID() });
    const { recordVisit } = await births.ask(guardianship(), RECORD, { input: visit(task, found) });
    expect((await told(recordVisit.id))[0]?.payload).toMatchObject({
      motherPersonId: null,
      responsible: 'GUARDIANSHIP',
    });
  });
});
