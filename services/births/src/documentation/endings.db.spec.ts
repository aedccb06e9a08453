import { randomUUID } from 'node:crypto';
import { BirthsUnderTest, type Child, guardianship, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
afterAll(() => births.close());
beforeEach(async () => {
  births.clock.moveTo('2024-05-25T06:00:00Z');
  // The children of the tests before are left alone from here on.
  await births.database.admin(`UPDATE deadline SET state = 'CANCELLED', ended_at = due_at WHERE state = 'PENDING'`);
});

const DAY_60_LAST_MOMENT = '2024-07-24T17:59:59.999Z';
const DAY_61 = '2024-07-24T18:00:00Z';
const applied = ({ notificationId }: Child, appliedAt: string) => ({
  notificationId,
  personId: randomUUID(),
  appliedAt,
});
const issued = ({ notificationId }: Child, issuedAt: string) => ({ notificationId, personId: randomUUID(), issuedAt });

const watch = async ({ watchId }: Child) =>
  (
    await births.database.admin<Record<string, unknown>>(
      'SELECT state, was_overdue, learnt_late FROM documentation_watch WHERE id = $1',
      [watchId],
    )
  )[0];
const tasks = ({ watchId }: Child) =>
  births.database.admin<{ id: string; state: string; closing: string | null }>(
    'SELECT id, state, closing, reminders, first_visit_missed, responsible FROM outreach_task WHERE watch_id = $1 ORDER BY opened_at',
    [watchId],
  );
const deadlinesOf = (subject: string) =>
  births.database.admin<{ kind: string; state: string }>(
    'SELECT kind, state FROM deadline WHERE subject_id = $1 AND kind = ANY ($2) ORDER BY opened_at, round',
    [subject, ['CERTIFICATE_APPLICATION', 'OUTREACH_FIRST_VISIT', 'OUTREACH_REMINDER']],
  );
const overdueEvents = async ({ notificationId }: Child) =>
  (
    await births.database.admin(`SELECT 1 FROM outbox_event WHERE type = 'ChildOverdue' AND subject_id = $1`, [
      notificationId,
    ])
  ).length;

it('parents who apply on day 60 are left in peace, and the certificate documents the child', async () => {
  const child = await births.notify();
  births.clock.moveTo(DAY_60_LAST_MOMENT);
  expect(await births.sweep()).toBe(0);
  await births.hear('BirthCertificateApplied', applied(child, DAY_60_LAST_MOMENT));
  births.clock.moveTo(DAY_61);
  expect(await births.sweep()).toBe(0);
  expect(await watch(child)).toMatchObject({ state: 'APPLIED', was_overdue: false });
  await births.hear('BirthCertificateIssued', issued(child, DAY_61));
  expect(await watch(child)).toEqual({ state: 'DOCUMENTED', was_overdue: false, learnt_late: false });
  expect(await tasks(child)).toEqual([]);
});

it('a child of whom nobody applied has a task at 00:00 of day 61, reminders after it, and peace with the certificate', async () => {
  const child = await births.notify();
  births.clock.moveTo(DAY_61);
  expect(await births.sweep()).toBe(1);
  expect(await watch(child)).toMatchObject({ state: 'OVERDUE', was_overdue: true });
  const [task] = await tasks(child);
  expect(task).toMatchObject({ state: 'OPEN', responsible: 'SOCIAL_UNIT' });
  expect(await overdueEvents(child)).toBe(1);

  births.clock.moveTo('2024-08-20T00:00:00Z');
  expect(await births.sweep()).toBe(1);
  expect(await tasks(child)).toMatchObject([{ first_visit_missed: true, reminders: 1 }]);
  births.clock.moveTo('2024-08-27T00:00:00Z');
  // The reminder, and the review at day 90.
  expect(await births.sweep()).toBe(2);
  expect(await tasks(child)).toMatchObject([{ reminders: 2 }]);

  await births.hear('BirthCertificateIssued', issued(child, '2024-08-27T00:00:00Z'));
  expect(await watch(child)).toMatchObject({ state: 'DOCUMENTED', was_overdue: true });
  expect(await tasks(child)).toMatchObject([{ state: 'CLOSED', closing: 'DOCUMENTED' }]);
  expect((await deadlinesOf(task!.id)).filter(({ state }) => state === 'PENDING')).toEqual([]);
  births.clock.moveTo('2024-12-01T00:00:00Z');
  expect(await births.sweep()).toBe(0);
});

it('an application made in time and learnt late takes the task back, for hundreds as for one', async () => {
  const children = [await births.notify(), await births.notify(), await births.notify()];
  births.clock.moveTo('2024-07-26T00:00:00Z');
  expect(await births.sweep()).toBe(3);
  await births.hear('BirthCertificateApplied', ...children.map((child) => applied(child, DAY_60_LAST_MOMENT)));
  for (const child of children) {
    expect(await watch(child)).toEqual({ state: 'APPLIED', was_overdue: false, learnt_late: true });
    const [task] = await tasks(child);
    expect(task).toMatchObject({ state: 'WITHDRAWN', closing: 'APPLIED_IN_TIME' });
    expect(await deadlinesOf(task!.id)).toEqual([{ kind: 'OUTREACH_FIRST_VISIT', state: 'MET' }]);
  }
});

it('an application made too late leaves the child one that was overdue, and its task open', async () => {
  const child = await births.notify();
  births.clock.moveTo('2024-07-26T00:00:00Z');
  await births.sweep();
  await births.hear('BirthCertificateApplied', applied(child, DAY_61));
  expect(await watch(child)).toEqual({ state: 'APPLIED', was_overdue: true, learnt_late: false });
  expect(await tasks(child)).toMatchObject([{ state: 'OPEN' }]);
});

it('a late application that is learnt before the sweep still counts as late, but nobody is sent', async () => {
  const child = await births.notify();
  births.clock.moveTo('2024-07-26T00:00:00Z');
  await births.hear('BirthCertificateApplied', applied(child, '2024-07-25T00:00:00Z'));
  expect(await births.sweep()).toBe(1);
  expect(await watch(child)).toMatchObject({ state: 'APPLIED', was_overdue: true });
  expect(await tasks(child)).toEqual([]);
});

it('a withdrawn application gives back the original date, and the child is overdue at once when it has passed', async () => {
  const early = await births.notify();
  const late = await births.notify();
  await births.hear('BirthCertificateApplied', applied(early, '2024-05-25T05:00:00Z'));
  await births.hear('BirthCertificateApplied', applied(late, '2024-05-25T05:00:00Z'));
  const withdrawn = ({ notificationId }: Child, withdrawnAt: string) => ({
    notificationId,
    personId: randomUUID(),
    withdrawnAt,
  });
  births.clock.moveTo('2024-06-01T00:00:00Z');
  await births.hear('BirthCertificateApplicationWithdrawn', withdrawn(early, '2024-06-01T00:00:00Z'));
  expect(await births.sweep()).toBe(0);
  expect(await watch(early)).toMatchObject({ state: 'AWAITING_APPLICATION' });
  births.clock.moveTo('2024-08-01T00:00:00Z');
  await births.hear('BirthCertificateApplicationWithdrawn', withdrawn(late, '2024-08-01T00:00:00Z'));
  expect(await births.sweep()).toBe(2);
  for (const child of [early, late]) expect(await watch(child)).toMatchObject({ state: 'OVERDUE', was_overdue: true });
});

it('a withdrawal after an overdue application opens no second task and tells of no second lapse', async () => {
  const child = await births.notify();
  births.clock.moveTo('2024-07-26T00:00:00Z');
  await births.sweep();
  await births.hear('BirthCertificateApplied', applied(child, '2024-07-26T00:00:00Z'));
  await births.hear('BirthCertificateApplicationWithdrawn', {
    notificationId: child.notificationId,
    personId: randomUUID(),
    withdrawnAt: '2024-07-26T01:00:00Z',
  });
  expect(await births.sweep()).toBe(1);
  expect(await watch(child)).toMatchObject({ state: 'OVERDUE' });
  expect(await tasks(child)).toMatchObject([{ state: 'OPEN' }]);
  expect(await overdueEvents(child)).toBe(1);
});

it('a birth notified after day 60 is overdue at once', async () => {
  births.clock.moveTo('2024-08-20T00:00:00Z');
  const child = await births.notify();
  expect(await births.sweep()).toBe(1);
  expect(await watch(child)).toMatchObject({ state: 'OVERDUE' });
});

it('a relinquished child becomes guardianship’s task, which the social unit does not see', async () => {
  const child = await births.notify({ careStatus: 'ABANDONED' });
  births.clock.moveTo(DAY_61);
  await births.sweep();
  const [task] = await tasks(child);
  expect(task).toMatchObject({ responsible: 'GUARDIANSHIP' });
  const query = 'query ($id: UUID!) { outreachTask(id: $id) { id watch { state notification { id } } } }';
  expect((await births.ask(socialWorker(), query, { id: task!.id })).outreachTask).toBeNull();
  expect((await births.ask(guardianship(), query, { id: task!.id })).outreachTask).toMatchObject({
    watch: { state: 'OVERDUE', notification: { id: child.notificationId } },
  });
});
