import { aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
afterAll(() => births.close());

const RECORD =
  'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id task { version escalatedAt } } }';
const REVIEW = `mutation ($input: RecordReviewInput!) { recordReview(input: $input) { version reviewedAt reviewConclusion
  reviewNoticedAt reviewDueAt } }`;
const supervisor = (territory = 'KG-C-03') => aPrincipal({ roles: ['social-supervisor'], territory });

/** A child that is overdue with an open task, on 26 July 2024. */
async function overdueTask() {
  births.clock.moveTo('2024-07-26T05:00:00Z');
  const child = await births.notify();
  await births.sweep();
  const [task] = await births.database.admin<{ id: string }>('SELECT id FROM outreach_task WHERE watch_id = $1', [
    child.watchId,
  ]);
  return { ...child, taskId: task!.id };
}
async function taskNow(taskId: string) {
  const [task] = await births.database.admin<Record<string, unknown> & { version: number }>(
    `SELECT version, escalations, escalated_at IS NOT NULL AS escalated, first_visit_missed AS missed,
       next_visit_due_at::text AS next, review_noticed_at IS NOT NULL AS review FROM outreach_task WHERE id = $1`,
    [taskId],
  );
  return task!;
}
const pending = async (taskId: string, kind: string) =>
  (
    await births.database.admin<{ due: string }>(
      `SELECT due_at::text AS due FROM deadline WHERE subject_id = $1 AND kind = $2 AND state = 'PENDING'`,
      [taskId, kind],
    )
  ).map(({ due }) => due);
async function visit(taskId: string, visitedAt: string) {
  const { version } = await taskNow(taskId);
  const input = {
    taskId,
    version,
    visitedAt,
    outcome: 'NOT_FOUND',
    metWith: [],
    reasons: [],
    obstacles: [],
    familyKnows: null,
  };
  return (await births.ask(socialWorker(), RECORD, { input })).recordVisit.task;
}

describe('a visit that is missed', () => {
  it('the first or the next, is the supervisor’s business until somebody visits', async () => {
    const { taskId } = await overdueTask();
    births.clock.moveTo('2024-08-02T18:00:00Z');
    await births.sweep();
    expect(await taskNow(taskId)).toMatchObject({ missed: true, escalations: 1, escalated: true });
    const LIST = '{ outreachTasks(escalated: true) { edges { node { id escalatedAt } } } }';
    const { outreachTasks } = await births.ask(supervisor(), LIST);
    expect(outreachTasks.edges.map(({ node }: { node: { id: string } }) => node.id)).toContain(taskId);
    births.clock.moveTo('2024-08-05T05:00:00Z');
    expect(await visit(taskId, '2024-08-05T04:00:00Z')).toMatchObject({ escalatedAt: null });
    expect(await pending(taskId, 'OUTREACH_NEXT_VISIT')).toEqual(['2024-08-19 18:00:00+00']);
    births.clock.moveTo('2024-08-19T18:00:00Z');
    await births.sweep();
    expect(await taskNow(taskId)).toMatchObject({ escalations: 2, escalated: true });
    expect(await pending(taskId, 'OUTREACH_NEXT_VISIT')).toHaveLength(1);
  });

  it('and had taken place in time, recorded later without a network, was not missed', async () => {
    const { taskId } = await overdueTask();
    await visit(taskId, '2024-07-26T04:00:00Z');
    births.clock.moveTo('2024-08-12T05:00:00Z');
    await births.sweep();
    expect(await taskNow(taskId)).toMatchObject({ escalations: 1, escalated: true });
    expect(await visit(taskId, '2024-08-08T04:00:00Z')).toMatchObject({ escalatedAt: null });
    expect(await taskNow(taskId)).toMatchObject({ escalations: 0, escalated: false, next: '2024-08-22 18:00:00+00' });
  });

  it('too late but before the sweep was missed, and sends nobody', async () => {
    const { taskId } = await overdueTask();
    await visit(taskId, '2024-07-26T04:00:00Z');
    births.clock.moveTo('2024-08-12T05:00:00Z');
    await visit(taskId, '2024-08-12T04:00:00Z');
    await births.sweep();
    expect(await taskNow(taskId)).toMatchObject({ escalations: 1, escalated: false });
    expect(await pending(taskId, 'OUTREACH_NEXT_VISIT')).toHaveLength(1);
  });

  it('was not missed when an older visit comes in after the newer one that was too late', async () => {
    const { taskId } = await overdueTask();
    await visit(taskId, '2024-07-26T04:00:00Z');
    births.clock.moveTo('2024-08-12T05:00:00Z');
    await births.sweep();
    await visit(taskId, '2024-08-12T04:00:00Z');
    const chain = await pending(taskId, 'OUTREACH_NEXT_VISIT');
    expect(await taskNow(taskId)).toMatchObject({ escalations: 1, escalated: false });
    await visit(taskId, '2024-08-08T04:00:00Z');
    expect(await taskNow(taskId)).toMatchObject({ escalations: 0, escalated: false, next: chain[0] });
    expect(await pending(taskId, 'OUTREACH_NEXT_VISIT')).toEqual(chain);
  });

  it('since the newest visit stays missed when an older one comes in', async () => {
    const { taskId } = await overdueTask();
    await visit(taskId, '2024-07-26T04:00:00Z');
    births.clock.moveTo('2024-08-12T05:00:00Z');
    await births.sweep();
    await visit(taskId, '2024-08-12T04:00:00Z');
    births.clock.moveTo('2024-08-26T18:00:00Z');
    await births.sweep();
    expect(await taskNow(taskId)).toMatchObject({ escalations: 2, escalated: true });
    await visit(taskId, '2024-08-08T04:00:00Z');
    expect(await taskNow(taskId)).toMatchObject({ escalations: 1, escalated: true });
  });

  it('and is made good before the sweep by an older one goes on from the newest', async () => {
    const { taskId } = await overdueTask();
    await visit(taskId, '2024-07-26T04:00:00Z');
    births.clock.moveTo('2024-08-12T05:00:00Z');
    await visit(taskId, '2024-08-12T04:00:00Z');
    await visit(taskId, '2024-08-08T04:00:00Z');
    await births.sweep();
    expect(await taskNow(taskId)).toMatchObject({ escalations: 0, escalated: false });
    expect(await pending(taskId, 'OUTREACH_NEXT_VISIT')).toEqual(['2024-08-26 18:00:00+00']);
  });

  it('is no longer one when an older visit comes in after a newer', async () => {
    const { taskId } = await overdueTask();
    births.clock.moveTo('2024-07-30T05:00:00Z');
    await visit(taskId, '2024-07-30T04:00:00Z');
    const [due] = await pending(taskId, 'OUTREACH_NEXT_VISIT');
    await visit(taskId, '2024-07-27T04:00:00Z');
    expect(await pending(taskId, 'OUTREACH_NEXT_VISIT')).toEqual([due]);
  });
});

describe('the review', () => {
  it('at day 90 comes whatever visits there were, is the supervisor’s, and comes again', async () => {
    const { taskId } = await overdueTask();
    expect(await pending(taskId, 'OUTREACH_REVIEW')).toEqual(['2024-08-23 18:00:00+00']);
    for (const day of ['2024-07-29', '2024-08-07', '2024-08-20']) {
      births.clock.moveTo(`${day}T05:00:00Z`);
      await visit(taskId, `${day}T04:00:00Z`);
    }
    expect(await pending(taskId, 'OUTREACH_REVIEW')).toEqual(['2024-08-23 18:00:00+00']);
    const early = { taskId, version: (await taskNow(taskId)).version, conclusion: 'CONTINUE' };
    expect(await births.refusal(supervisor(), REVIEW, { input: early })).toMatchObject({ state: 'REVIEW_NOT_DUE' });
    births.clock.moveTo('2024-08-23T18:00:00Z');
    await births.sweep();
    const { version, review } = await taskNow(taskId);
    expect(review).toBe(true);
    const input = { taskId, version, conclusion: 'OTHER_WORKER' };
    expect(await births.refusal(socialWorker(), REVIEW, { input })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await births.refusal(supervisor('KG-O-02'), REVIEW, { input })).toMatchObject({ code: 'NOT_FOUND' });
    const stale = { input: { ...input, version: version - 1 } };
    expect(await births.refusal(supervisor(), REVIEW, stale)).toMatchObject({
      code: 'CONFLICT',
      reason: 'STALE_VERSION',
    });
    expect(await taskNow(taskId)).toMatchObject({ version, review: true });
    const { recordReview } = await births.ask(supervisor(), REVIEW, { input });
    expect(recordReview).toMatchObject({ reviewConclusion: 'OTHER_WORKER', reviewNoticedAt: null });
    expect(await pending(taskId, 'OUTREACH_REVIEW')).toEqual(['2024-09-23 18:00:00+00']);
  });
});

it('every deadline of a task ends with the certificate', async () => {
  const { taskId, notificationId } = await overdueTask();
  await visit(taskId, '2024-07-26T04:00:00Z');
  await births.hear('BirthCertificateIssued', {
    notificationId,
    personId: crypto.randomUUID(),
    issuedAt: '2024-07-26T05:00:00Z',
  });
  const [open] = await births.database.admin(
    `SELECT count(*)::int AS open FROM deadline WHERE subject_id = $1 AND state = 'PENDING'`,
    [taskId],
  );
  expect(open).toEqual({ open: 0 });
});
