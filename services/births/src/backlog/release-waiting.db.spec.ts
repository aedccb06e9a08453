import { randomUUID } from 'node:crypto';
import { tx } from '@kamkor/persistence';
import { aCitizen } from '@kamkor/testing';
import { backlogOf, bornOn, SENT, standing, start, supervisor, sweep, WAITS } from '../testing/backlog.js';
import { BirthsUnderTest, type Child, hospital, KEMIN, socialWorker } from '../testing/births.js';
import { DECIDE, duplicateWorker, pairs, registrar, UNDO } from '../testing/duplicates.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
afterAll(() => births.close());

const MONDAY = '2024-05-27T06:00:00Z';
beforeEach(async () => {
  births.clock.moveTo(MONDAY);
  // The territories and children of the tests before are left alone from here on.
  await births.database.admin(`UPDATE deadline SET state = 'CANCELLED', ended_at = due_at WHERE state = 'PENDING'`);
  await births.database.admin(`UPDATE territory_start SET withdrawn_at = declared_at, withdrawn_by = 'test'
    WHERE withdrawn_at IS NULL`);
});

const HERE = 'KG-C-03';
const RELEASE = `mutation ($input: ReleaseFromBacklogInput!) { releaseFromBacklog(input: $input) { id version
  awaitsReleaseSince releasedAt task { state watch { id } } allowedActions { action allowed reason } } }`;
const WATCH = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on DocumentationWatch { version
  awaitsReleaseSince releasedAt allowedActions { action allowed reason } } } }`;
const watch = async ({ watchId }: Child, who = supervisor()) =>
  (await births.ask(who, WATCH, { r: [{ __typename: 'DocumentationWatch', id: watchId }] }))._entities[0];
const deadlinesOf = async ({ watchId }: Child) =>
  (
    await births.database.admin<{ kind: string; due: string }>(
      `SELECT d.kind, d.due_at::text AS due FROM deadline d JOIN outreach_task t ON t.id = d.subject_id
       WHERE t.watch_id = $1 AND d.state = 'PENDING' ORDER BY d.kind`,
      [watchId],
    )
  ).map(({ kind, due }) => `${kind} ${due}`);
const stand = (...children: Child[]) => Promise.all(children.map((child) => standing(births, child)));
async function moveTo(day: string): Promise<void> {
  births.clock.moveTo(`${day}T00:00:00+06:00`);
  await sweep(births);
}

it('the youngest are released first, so many a working day as the workers can visit', async () => {
  await start(births, HERE, { startsOn: '2024-05-28', workers: 1, childrenPerWorker: 2 });
  const old = await bornOn(births, '2023-11-05', HERE);
  const oldest = await bornOn(births, '2023-06-05', HERE);
  const young = await bornOn(births, '2024-03-05', HERE);
  const younger = await bornOn(births, '2024-03-15', HERE);
  const youngest = await bornOn(births, '2024-03-20', HERE);
  await sweep(births);
  expect(await stand(old, oldest, young, younger, youngest)).toEqual([WAITS, WAITS, WAITS, WAITS, WAITS]);
  expect(await backlogOf(births, HERE)).toEqual({ waiting: 5, released: 0, perDay: 2, lastReleaseOn: '2024-05-30' });
  const QUEUE = '{ childrenAwaitingRelease { totalCount edges { node { id state } } } }';
  const { childrenAwaitingRelease } = await births.ask(socialWorker(), QUEUE);
  expect(childrenAwaitingRelease.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual(
    [youngest, younger, young, old, oldest].map(({ watchId }) => watchId),
  );

  await moveTo('2024-05-28');
  expect(await stand(youngest, younger, young)).toEqual([SENT, SENT, WAITS]);
  // The first visit is counted from the release; the review comes at day 90, which is still ahead.
  expect(await deadlinesOf(youngest)).toEqual([
    'OUTREACH_FIRST_VISIT 2024-06-04 18:00:00+00',
    'OUTREACH_REVIEW 2024-06-18 18:00:00+00',
  ]);
  expect(await backlogOf(births, HERE)).toEqual({ waiting: 3, released: 2, perDay: 2, lastReleaseOn: '2024-05-30' });
  await sweep(births);
  expect(await stand(young)).toEqual([WAITS]);
  await moveTo('2024-05-29');
  expect(await stand(young, old, oldest)).toEqual([SENT, SENT, WAITS]);
  // Nobody is released twice for days on which nobody worked: of a jump of a week one release is made.
  const more = await Promise.all(['2023-05-01', '2023-04-01', '2023-03-01'].map((day) => bornOn(births, day, HERE)));
  await moveTo('2024-06-06');
  expect(await stand(oldest, ...more)).toEqual([SENT, SENT, WAITS, WAITS]);
});

it('who falls overdue from the first day on, or where no start is recorded, is sent somebody at once', async () => {
  await start(births, HERE, { startsOn: '2024-05-28', childrenPerWorker: 1 });
  const eve = await bornOn(births, '2024-03-27', HERE);
  const older = await bornOn(births, '2024-03-26', HERE);
  const firstDay = await bornOn(births, '2024-03-28', HERE);
  const elsewhere = await bornOn(births, '2024-01-01', 'KG-O-02');
  await sweep(births);
  expect(await stand(eve, older, elsewhere)).toEqual([WAITS, WAITS, SENT]);
  expect(await standing(births, firstDay)).toMatchObject({ state: 'AWAITING_APPLICATION', tasks: 0 });
  // One place a day, and the child that falls overdue on the first day takes none of it.
  await moveTo('2024-05-28');
  expect(await stand(firstDay, eve, older)).toEqual([SENT, SENT, WAITS]);
});

it('a record imported long after the start waits like the others, and has its turn the next working day', async () => {
  await start(births, HERE);
  await sweep(births);
  await moveTo('2024-06-07');
  const late = await bornOn(births, '2023-12-01', HERE);
  await sweep(births);
  expect(await standing(births, late)).toEqual(WAITS);
  await moveTo('2024-06-08');
  expect(await standing(births, late)).toEqual(WAITS);
  await moveTo('2024-06-10');
  expect(await standing(births, late)).toEqual(SENT);
});

it('who is overdue without a task when the territory starts waits from then on; an open task stays open', async () => {
  const visited = await bornOn(births, '2024-01-01', HERE);
  const nobodySent = await bornOn(births, '2024-01-02', HERE);
  await sweep(births);
  const gone = `UPDATE outreach_task SET state = 'WITHDRAWN', closing = 'WATCH_CANCELLED', closed_at = opened_at WHERE watch_id = $1`;
  await births.database.admin(gone, [nobodySent.watchId]);
  const started = await start(births, HERE);
  expect(started).toMatchObject({ backlog: { waiting: 1 } });
  expect(await stand(visited, nobodySent)).toEqual([SENT, WAITS]);
  await sweep(births);
  expect(await standing(births, nobodySent)).toEqual(SENT);
});

it('who applies, is documented or dies while waiting leaves the backlog without a task', async () => {
  const place = 'KG-C-01';
  await start(births, place, { startsOn: '2024-06-03' });
  const [applied, documented, dead, inTime] = [
    await bornOn(births, '2024-01-01', place),
    await bornOn(births, '2024-01-02', place),
    await bornOn(births, '2024-01-03', place),
    await bornOn(births, '2024-01-04', place),
  ] as const;
  await sweep(births);
  const fact = ({ notificationId }: Child) => ({ notificationId, personId: randomUUID() });
  await births.hear('BirthCertificateApplied', { ...fact(applied), appliedAt: MONDAY });
  await births.hear('BirthCertificateIssued', { ...fact(documented), issuedAt: MONDAY });
  await births.hear('BirthCertificateApplied', { ...fact(inTime), appliedAt: '2024-01-20T00:00:00Z' });
  const death = 'mutation ($input: RecordChildDeathInput!) { recordChildDeath(input: $input) { id } }';
  await births.ask(socialWorker(place), death, {
    input: { notificationId: dead.notificationId, version: 1, diedOn: null },
  });
  expect(await backlogOf(births, place)).toMatchObject({ waiting: 0, released: 0 });
  await moveTo('2024-06-03');
  const none = { waits: false, tasks: 0, told: 1 };
  expect(await stand(applied, documented, dead, inTime)).toEqual([
    { ...none, state: 'APPLIED' },
    { ...none, state: 'DOCUMENTED' },
    { ...none, state: 'CANCELLED' },
    { ...none, state: 'APPLIED' },
  ]);
  // An application that is taken back makes the child wait again, in its turn.
  await births.hear('BirthCertificateApplicationWithdrawn', { ...fact(applied), withdrawnAt: '2024-06-03T00:00:00Z' });
  await sweep(births);
  expect(await standing(births, applied)).toEqual(WAITS);
  await moveTo('2024-06-04');
  expect(await standing(births, applied)).toEqual(SENT);
});

it('a child apart from its parents never waits, nor does it when it is given up while it waits', async () => {
  await start(births, HERE, { startsOn: '2024-06-03' });
  const apart = await bornOn(births, '2024-01-01', HERE, { careStatus: 'ABANDONED' });
  const waiting = await bornOn(births, '2024-01-02', HERE);
  await sweep(births);
  expect(await stand(apart, waiting)).toEqual([SENT, WAITS]);
  const CARE = 'mutation ($input: RecordCareStatusInput!) { recordCareStatus(input: $input) { id } }';
  const input = { notificationId: waiting.notificationId, version: 1, careStatus: 'RELINQUISHED' };
  await births.ask(hospital(), CARE, { input });
  expect(await backlogOf(births, HERE)).toMatchObject({ waiting: 0 });
  await sweep(births);
  expect(await standing(births, waiting)).toEqual(SENT);
  const [task] = await births.database.admin('SELECT responsible FROM outreach_task WHERE watch_id = $1', [
    waiting.watchId,
  ]);
  expect(task).toEqual({ responsible: 'GUARDIANSHIP' });
  expect(await watch(waiting)).toBeNull();
});

it('a child that moves while it waits does so where a start holds it back as well, and nowhere else', async () => {
  const COMPLETE = 'mutation ($input: CompleteNotificationInput!) { completeNotification(input: $input) { id } }';
  const move = async ({ notificationId }: Child, motherTerritory: string, version = 1) => {
    await births.ask(hospital(KEMIN), COMPLETE, { input: { id: notificationId, version, motherTerritory } });
    await sweep(births);
  };
  await start(births, HERE, { startsOn: '2024-06-03' });
  await start(births, 'KG-O-02', { startsOn: '2024-06-10' });
  const waiting = async () => {
    const child = await bornOn(births, '2024-01-02', HERE, { motherTerritory: null });
    await sweep(births);
    expect(await standing(births, child)).toEqual(WAITS);
    return child;
  };
  const [away, other] = [await waiting(), await waiting()];
  await move(away, 'KG-N-06');
  expect(await standing(births, away)).toEqual(SENT);
  await move(other, 'KG-O-02');
  expect(await standing(births, other)).toEqual(WAITS);
  await moveTo('2024-06-03');
  expect(await standing(births, other)).toEqual(WAITS);
  await moveTo('2024-06-10');
  expect(await standing(births, other)).toEqual(SENT);
});

it('siblings whom a visit finds have their tasks at once: their family is being visited', async () => {
  const child = await bornOn(births, '2024-01-01', HERE);
  await sweep(births);
  await start(births, HERE);
  const [task] = await births.database.admin<{ id: string; version: number }>(
    'SELECT id, version FROM outreach_task WHERE watch_id = $1',
    [child.watchId],
  );
  const found = { obstacles: ['UNDOCUMENTED_SIBLINGS'], undocumentedSiblings: [{ birthDate: '2021-05-05' }] };
  const said = { outcome: 'PROMISED', metWith: ['MOTHER'], reasons: ['TOO_FAR'], visitedAt: MONDAY, ...found };
  const RECORD = 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';
  await births.ask(socialWorker(), RECORD, { input: { taskId: task!.id, version: task!.version, ...said } });
  await sweep(births);
  const sibling = await births.database.admin(
    `SELECT w.awaits_release AS waits, t.state FROM documentation_watch w JOIN outreach_task t ON t.watch_id = w.id
     WHERE w.sibling_id IS NOT NULL`,
  );
  expect(sibling).toEqual([{ waits: false, state: 'OPEN' }]);
});

it('a child whose task cannot be written holds up nobody, and is sent somebody once that is mended', async () => {
  await start(births, HERE, { childrenPerWorker: 3 });
  const days = ['2024-01-01', '2024-01-02', '2024-01-03'];
  const children = await Promise.all(days.map((day) => bornOn(births, day, HERE)));
  await births.database.admin(
    `CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF NEW.watch_id = '${children[1]!.watchId}' THEN RAISE EXCEPTION 'poisoned'; END IF; RETURN NEW; END $$;
     CREATE TRIGGER poison BEFORE INSERT ON outreach_task FOR EACH ROW EXECUTE FUNCTION poison()`,
  );
  await expect(sweep(births)).rejects.toThrow('poisoned');
  await sweep(births);
  expect(await stand(...children)).toEqual([SENT, { ...WAITS, waits: false }, SENT]);
  const parked = await births.database.admin(`SELECT kind, subject_id AS id FROM deadline WHERE state = 'PARKED'`);
  expect(parked).toEqual([{ kind: 'BACKLOG_CHECK', id: children[1]!.watchId }]);
  await births.database.admin('DROP FUNCTION poison CASCADE');
  await births.database.admin(`UPDATE deadline SET retry_at = now() WHERE state = 'PARKED'`);
  await sweep(births);
  expect(await stand(...children)).toEqual([SENT, SENT, SENT]);
});

it.each(['version', 'allowedActions { action }'])(
  'the family is denied %s, which tells when its turn came',
  async (field) => {
    const mother = randomUUID();
    await start(births, HERE, { startsOn: '2024-06-03' });
    const { notificationId, watchId } = await bornOn(births, '2024-01-03', HERE);
    await births.hear('ChildRecorded', {
      notificationId,
      birthRecordId: randomUUID(),
      motherPersonId: mother,
      registryState: 'CREATED' as const,
      personId: randomUUID(),
    });
    const query = (asked: string) => `{ documentationWatches { edges { node { id ${asked} } } } }`;
    const { documentationWatches } = await births.ask(aCitizen(mother), query('state'));
    expect(documentationWatches.edges).toMatchObject([{ node: { id: watchId } }]);
    expect(await births.refusal(aCitizen(mother), query(field))).toMatchObject({ code: 'FORBIDDEN' });
    for (const who of [registrar(), socialWorker(HERE)])
      expect(await births.refusal(who, query(field))).toBeUndefined();
  },
);

describe('a supervisor', () => {
  it('releases one child that cannot wait, with its deadlines, beside the quota', async () => {
    const place = 'KG-C-02';
    await start(births, place, { startsOn: '2024-06-03' });
    const [child, other] = [await bornOn(births, '2023-01-02', place), await bornOn(births, '2024-01-03', place)];
    await sweep(births);
    const before = await watch(child, supervisor(place));
    expect(before).toMatchObject({
      awaitsReleaseSince: MONDAY,
      releasedAt: null,
      allowedActions: [{ action: 'releaseFromBacklog', allowed: true, reason: null }],
    });
    expect(await watch(child, socialWorker(place))).toMatchObject({
      allowedActions: [{ action: 'releaseFromBacklog', allowed: false, reason: 'ROLE_NOT_ALLOWED' }],
    });
    const input = { watchId: child.watchId, version: before.version };
    const refused = (said: object, who = supervisor(place)) =>
      births.refusal(who, RELEASE, { input: { ...input, ...said } });
    expect(await refused({}, supervisor('KG-O-02'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused({}, socialWorker(place))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused({ version: 1 })).toMatchObject({ code: 'CONFLICT' });
    const [once, twice] = await Promise.all([refused({}), refused({})]);
    expect([once, twice].filter((refusal) => refusal === undefined)).toHaveLength(1);
    expect(once ?? twice).toMatchObject({
      code: 'TRANSITION_REFUSED',
      reason: 'NOT_AWAITING_RELEASE',
      state: 'OVERDUE',
    });
    expect(await stand(child, other)).toEqual([SENT, WAITS]);
    expect(await deadlinesOf(child)).toEqual([
      'OUTREACH_FIRST_VISIT 2024-06-03 18:00:00+00',
      'OUTREACH_REVIEW 2024-06-26 18:00:00+00',
    ]);
    expect(await watch(child, supervisor(place))).toMatchObject({
      awaitsReleaseSince: null,
      releasedAt: MONDAY,
      version: before.version + 1,
      allowedActions: [{ allowed: false, reason: 'STATE_DOES_NOT_ALLOW' }],
    });
    const [entry] = await births.database.admin(
      `SELECT rules FROM trail_entry WHERE subject_id = $1 AND change = 'RELEASED_FROM_BACKLOG'`,
      [child.watchId],
    );
    expect(entry).toEqual({ rules: ['births.backlog-quota'] });
    expect(await backlogOf(births, place)).toMatchObject({ waiting: 1, released: 1 });
    const documented = await bornOn(births, '2024-05-26', place);
    expect(await refused({ watchId: documented.watchId, version: 1 })).toMatchObject({ state: 'AWAITING_APPLICATION' });
  });

  it('does nothing else to watch or task, with SQL of its own neither', async () => {
    await start(births, HERE, { startsOn: '2024-06-03' });
    const child = await bornOn(births, '2024-01-02', HERE);
    await sweep(births);
    const run = (sql: string, who = supervisor()) => births.database.asPrincipal(who, () => tx().sql(sql));
    const open = (
      columns = 'territory',
    ) => `INSERT INTO outreach_task (id, watch_id, notification_id, territory, responsible,
        opened_at, due_at, first_visit_due_at)
      SELECT gen_random_uuid(), id, notification_id, ${columns}, responsible, born_at, due_at, due_at
      FROM documentation_watch WHERE id = '${child.watchId}'`;
    await expect(run(open(`'KG-C-03-01'`))).rejects.toThrow(/row-level security/);
    await expect(run(open(), socialWorker())).rejects.toThrow(/row-level security/);
    await expect(run(`UPDATE documentation_watch SET state = 'CANCELLED'`)).rejects.toThrow(/permission denied/);
    const touched = await run('UPDATE documentation_watch SET version = version + 1 RETURNING id', socialWorker());
    expect(touched).toEqual([]);
  });
});

it('a duplicate’s task goes to the kept child that waited, and comes back with an undo, which leaves nobody unseen', async () => {
  const mother = { identity: 'PIN' as const, pin: '11403199600123' };
  const visited = await bornOn(births, '2024-01-05', 'KG-N-06', { mother });
  await sweep(births);
  await start(births, HERE, { startsOn: '2024-06-03' });
  const waiting = await bornOn(births, '2024-01-05', HERE, { mother, facility: 'KG-O-02-F01' });
  await sweep(births);
  const { workOff, errors } = await duplicateWorker(births);
  await workOff();
  const pair = (await pairs(births)).find(({ one, other }) => [one?.id, other?.id].includes(waiting.notificationId))!;
  const decided = { candidateId: pair.id, version: pair.version, decision: 'SAME', grounds: 'one child' };
  await births.ask(registrar(), DECIDE, { input: { ...decided, keep: waiting.notificationId } });
  await workOff();
  expect(await standing(births, waiting)).toEqual(SENT);
  const undo = { candidateId: pair.id, version: pair.version + 1, reason: 'two children' };
  await births.ask(registrar(), UNDO, { input: undo });
  await workOff();
  await sweep(births);
  expect(await standing(births, waiting)).toEqual(SENT);
  expect(await standing(births, visited)).toMatchObject({ state: 'OVERDUE', tasks: 1 });
  expect(errors).toEqual([]);
});

it('in the report those who wait are overdue, unvisited and open', async () => {
  const place = 'KG-B-02';
  await start(births, place, { startsOn: '2024-06-03' });
  const stock = await bornOn(births, '2023-12-01', place);
  const fresh = await bornOn(births, '2024-03-20', place);
  await sweep(births);
  expect(await stand(stock, fresh)).toEqual([WAITS, WAITS]);
  const REPORT = `{ documentationReport(territory: "${place}", period: { from: "2024-05-01", to: "2024-05-31" }) { figures {
    openingStock { children visited stillOpen } newlyOverdue { children visited stillOpen documentedUnvisited } } } }`;
  const figures = async () => (await births.ask(supervisor(place), REPORT)).documentationReport.figures;
  expect(await figures()).toEqual({
    openingStock: { children: 1, visited: 0, stillOpen: 1 },
    newlyOverdue: { children: 1, visited: 0, stillOpen: 1, documentedUnvisited: 0 },
  });
  const issued = { notificationId: fresh.notificationId, personId: randomUUID(), issuedAt: MONDAY };
  await births.hear('BirthCertificateIssued', issued);
  expect((await figures()).newlyOverdue).toEqual({ children: 1, visited: 0, stillOpen: 0, documentedUnvisited: 1 });
});
