import { randomUUID } from 'node:crypto';
import { tx } from '@kamkor/persistence';
import { aCitizen, aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, type Child, guardianship, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-07-26T05:00:00Z');
}, 60_000);
afterAll(() => births.close());

const registrar = (territory = 'KG-C-03') => aPrincipal({ roles: ['registrar'], territory });
const VISIT = 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';
const CARE = 'mutation ($input: RecordCareStatusInput!) { recordCareStatus(input: $input) { id } }';
const OVERDUE = `query { documentationWatches(states: [OVERDUE], first: 100) { edges { node { id
  outreach { id state openedAt dueAt visitCount reasons } } } } }`;

async function overdue(): Promise<Child> {
  const child = await births.notify();
  await births.sweep();
  return child;
}

async function visit({ watchId }: Child, visitedAt: string, said: object = {}, by = socialWorker()) {
  const [task] = await births.database.admin<{ taskId: string; version: number }>(
    `SELECT id AS "taskId", version FROM outreach_task WHERE watch_id = $1 AND state = 'OPEN'`,
    [watchId],
  );
  const usual = { outcome: 'PROMISED', metWith: ['MOTHER'], reasons: [], obstacles: [], familyKnows: null };
  await births.ask(by, VISIT, { input: { ...task, ...usual, visitedAt, ...said } });
}

async function care({ notificationId }: Child, careStatus: string) {
  const [birth] = await births.database.admin<{ version: number }>(
    'SELECT version FROM birth_notification WHERE id = $1',
    [notificationId],
  );
  await births.ask(guardianshipAndSocial, CARE, { input: { notificationId, version: birth!.version, careStatus } });
}
const guardianshipAndSocial = aPrincipal({ roles: ['guardianship', 'social-worker'], territory: 'KG-C-03' });

interface Node {
  readonly id: string;
  readonly outreach: object | null;
}
const seenBy = async (who: ReturnType<typeof registrar>, { watchId }: Child) => {
  const { documentationWatches } = await births.ask(who, OVERDUE);
  return documentationWatches.edges.map(({ node }: { node: Node }) => node).find(({ id }: Node) => id === watchId);
};

describe('what a registrar sees of the task of visiting a family', () => {
  it('is that it stands, what is next due, and each reason that the family gave, the last said first', async () => {
    const child = await overdue();
    const opened = { state: 'OPEN', openedAt: '2024-07-26T05:00:00Z', dueAt: '2024-08-02T18:00:00Z' };
    expect(await seenBy(registrar(), child)).toMatchObject({ outreach: { ...opened, visitCount: 0, reasons: [] } });
    await visit(child, '2024-07-26T03:00:00Z', { reasons: ['NO_DOCUMENTS', 'TOO_FAR'] });
    await visit(child, '2024-07-26T04:00:00Z', { reasons: ['TOO_FAR', 'DISAGREEMENT'] });
    expect((await seenBy(registrar(), child)).outreach).toMatchObject({
      state: 'OPEN',
      visitCount: 2,
      dueAt: '2024-08-01T18:00:00Z',
      reasons: ['DISAGREEMENT', 'TOO_FAR', 'NO_DOCUMENTS'],
    });
  });

  it('stays when the task is over, with nothing due any more', async () => {
    const child = await overdue();
    await visit(child, '2024-07-26T04:00:00Z', { reasons: ['AWAY'] });
    await births.hear('BirthCertificateIssued', {
      notificationId: child.notificationId,
      personId: randomUUID(),
      issuedAt: '2024-07-26T04:30:00Z',
    });
    const query = `query ($id: UUID!) { birthNotification(id: $id) { documentation { outreach { state dueAt reasons } } } }`;
    const { birthNotification } = await births.ask(registrar(), query, { id: child.notificationId });
    expect(birthNotification.documentation.outreach).toEqual({ state: 'CLOSED', dueAt: null, reasons: ['AWAY'] });
  });

  it('is nothing of a child apart from its parents, whether the task is open or over', async () => {
    const child = await overdue();
    await visit(child, '2024-07-26T03:00:00Z', { reasons: ['ILLNESS'] });
    await care(child, 'RELINQUISHED');
    expect(await seenBy(registrar(), child)).toMatchObject({ outreach: null });
    await births.database.admin(
      `UPDATE outreach_task SET state = 'CLOSED', closing = 'DOCUMENTED', closed_at = now(), responsible = 'SOCIAL_UNIT'
       WHERE watch_id = $1`,
      [child.watchId],
    );
    expect(await seenBy(registrar(), child)).toMatchObject({ outreach: null });
  });

  it('has nothing of what guardianship recorded while the child was apart', async () => {
    const child = await overdue();
    await care(child, 'IN_CARE');
    await visit(child, '2024-07-26T03:00:00Z', { metWith: ['FACILITY_STAFF'], reasons: ['OTHER'] }, guardianship());
    await care(child, 'WITH_PARENTS');
    await visit(child, '2024-07-26T04:00:00Z', { reasons: ['TOO_FAR'] });
    expect((await seenBy(registrar(), child)).outreach).toMatchObject({ visitCount: 1, reasons: ['TOO_FAR'] });
  });

  it('is of the own territory, and tasks and visits have no row for a registrar', async () => {
    const child = await overdue();
    await visit(child, '2024-07-26T04:00:00Z');
    const rows = (who: ReturnType<typeof registrar>) =>
      births.database.asPrincipal(who, async () => {
        const [counts] = await tx().sql<Record<string, number>>(
          `SELECT (SELECT count(*)::int FROM outreach_summary WHERE watch_id = $1) AS summaries,
             (SELECT count(*)::int FROM outreach_task) AS tasks, (SELECT count(*)::int FROM outreach_visit) AS visits`,
          [child.watchId],
        );
        return Object.values(counts!);
      });
    expect(await rows(registrar())).toEqual([1, 0, 0]);
    expect(await rows(registrar('KG-C'))).toEqual([1, 0, 0]);
    for (const nobody of [
      registrar('KG-B'),
      aPrincipal({ roles: ['registrar'] }),
      aPrincipal(),
      aCitizen(randomUUID()),
    ]) {
      expect(await rows(nobody)).toEqual([0, 0, 0]);
    }
    expect((await rows(socialWorker()))[0]).toBe(0);
    expect((await rows(guardianship()))[0]).toBe(0);
    // Who is both sees what each of the two sees, and not the other body's task by the registrar's right.
    const both = aPrincipal({ roles: ['registrar', 'guardianship'], territory: 'KG-C-03' });
    const tasks = 'query { outreachTasks(states: [OPEN], first: 100) { edges { node { responsible } } } }';
    const { outreachTasks } = await births.ask(both, tasks);
    expect(JSON.stringify(outreachTasks)).not.toContain('SOCIAL_UNIT');
  });

  it('is refused to everybody else by role, and the task itself to the registrar', async () => {
    await overdue();
    for (const who of [socialWorker(), guardianship()]) {
      expect(await births.refusal(who, OVERDUE)).toMatchObject({ code: 'FORBIDDEN' });
    }
    const task = 'query { documentationWatches { edges { node { task { id } } } } }';
    expect(await births.refusal(registrar(), task)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is in the trail under the child, as a look at that and not at the task', async () => {
    const child = await overdue();
    const personId = randomUUID();
    await births.hear('ChildRecorded', {
      notificationId: child.notificationId,
      birthRecordId: randomUUID(),
      motherPersonId: null,
      registryState: 'CREATED' as const,
      personId,
    });
    await births.ask(registrar(), OVERDUE);
    const [read] = await births.database.admin(
      `SELECT field_groups AS groups, withheld_from_person AS withheld FROM trail_entry
       WHERE person = $1 AND operation = 'Query.documentationWatches'`,
      [personId],
    );
    expect(read).toEqual({ groups: ['documentation', 'outreach-summary'], withheld: false });
  });

  it('is found by index, however many families of the territory are visited', async () => {
    await births.database.admin(`
      INSERT INTO documentation_watch (id, notification_id, care_status, responsible, territory, territory_source,
        birth_date, born_at, due_at, state)
      SELECT gen_random_uuid(), gen_random_uuid(), 'WITH_PARENTS', 'SOCIAL_UNIT', 'KG-C-03', 'MOTHER', '2024-05-01', now(),
        now(), 'OVERDUE' FROM generate_series(1, 5000)`);
    await births.database.admin(`
      INSERT INTO outreach_task (id, watch_id, notification_id, territory, responsible, opened_at, due_at, first_visit_due_at)
      SELECT gen_random_uuid(), id, notification_id, territory, responsible, now(), now(), now() FROM documentation_watch
      ON CONFLICT DO NOTHING`);
    await births.database.admin('ANALYZE documentation_watch, outreach_task, outreach_visit');
    const plan = await births.database.asPrincipal(registrar(), async () => {
      const lines = await tx().sql<Record<string, string>>(
        'EXPLAIN SELECT * FROM outreach_summary WHERE watch_id = ANY ($1::uuid[])',
        [[randomUUID(), randomUUID()]],
      );
      return lines.map((line) => line['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/outreach_task_of_watch[^\n]*\n *Index Cond: \(watch_id = ANY/);
    expect(plan).toMatch(/documentation_watch_pk on documentation_watch w/);
    expect(plan).not.toMatch(/Seq Scan on (outreach_task|documentation_watch)/);
  });
});
