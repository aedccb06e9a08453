import { randomUUID } from 'node:crypto';
import { tx } from '@kamkor/persistence';
import type { Principal } from '@kamkor/principal';
import { aCitizen, aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, guardianship, hospital, socialWorker } from '../testing/births.js';
import { concernsSeenBy, NOTE, type VisitedChild, visitedChild, worker } from '../testing/concerns.js';
import { duplicateWorker } from '../testing/duplicates.js';

const named = worker('named');
/** Words that stand in a concern and nowhere else. */
const TRACE = new RegExp(`safety|concern|VIOLENCE|MOTHER_UNDER_AGE|protect|${NOTE}`, 'i');

let births: BirthsUnderTest;
/** Two families of whom the same is known, but for the concern about one of them. */
let endangered: VisitedChild;
let safe: VisitedChild;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
  await births.nameWorker(named);
  endangered = await visitedChild(births, { safetyConcern: { grounds: ['VIOLENCE'], note: NOTE } });
  safe = await visitedChild(births, {}, { territory: 'KG-N-06' });
  births.clock.moveTo('2024-07-27T18:00:01Z');
  await births.sweep();
}, 60_000);
afterAll(async () => {
  expect(births.graph.unexpected).toEqual([]);
  await births.close();
});

const TASK = `{ id version state dueAt visitCount allowedActions { action allowed reason }
  visits { id outcome obstacles reasons } }`;
const ALL = {
  outreachTasks: `{ outreachTasks(first: 100) { totalCount edges { node ${TASK} } } }`,
  documentationWatches: '{ documentationWatches(first: 100) { totalCount edges { node { id version state dueAt } } } }',
  birthNotifications:
    '{ birthNotifications(first: 100) { totalCount edges { node { id version registryState missing } } } }',
  birthDeadlines:
    '{ birthDeadlines(first: 100, states: [PENDING, LAPSED, MET]) { totalCount edges { node { kind state dueAt } } } }',
  birthDeadlineCounts: '{ birthDeadlineCounts(states: [PENDING, LAPSED, MET]) { kind state overdue count } }',
  safetyConcerns: '{ safetyConcerns(first: 100) { totalCount edges { node { id } } } }',
  report: `query ($territory: String!) { documentationReport(period: { from: "2024-05-01", to: "2024-07-31" },
    territory: $territory) { figures { notified termEnded newlyOverdue { children visited } byObstacle { obstacle children } byReason { reason children } } } }`,
};

/** Whoever works in the one district or the other, and those of whom each family knows. */
const EVERYBODY: readonly [string, (territory: string, child: VisitedChild) => Principal][] = [
  ['the visitor', (territory) => socialWorker(territory)],
  ['the supervisor', (territory) => aPrincipal({ roles: ['social-supervisor'], territory })],
  ['the registrar', (territory) => aPrincipal({ roles: ['registrar'], territory })],
  ['guardianship that is not named', (territory) => guardianship(territory)],
  ['an auditor', (territory) => aPrincipal({ roles: ['auditor'], territory })],
  ['an administrator', (territory) => aPrincipal({ roles: ['admin'], territory })],
  ['the mother', (_territory, { motherPersonId }) => aCitizen(motherPersonId)],
  ['the hospital', () => hospital()],
];

/** An answer with ids by the order in which they occur, so that two families' answers can be compared. */
function withoutIds(answer: unknown): string {
  const seen = new Map<string, string>();
  const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
  return JSON.stringify(answer).replace(uuid, (id) => {
    if (!seen.has(id)) seen.set(id, `id-${seen.size + 1}`);
    return seen.get(id) as string;
  });
}

it('is there, for the one who is named', async () => {
  expect(await concernsSeenBy(births, named)).toHaveLength(1);
});

describe.each(EVERYBODY)('%s', (who, principal) => {
  it.each(Object.entries(ALL))('gets the same of %s as where there is no concern', async (name, query) => {
    const ask = (territory: string, child: VisitedChild) =>
      births.graph.ask(principal(territory, child), query, name === 'report' ? { territory } : {});
    const [there, elsewhere] = [await ask('KG-C-03', endangered), await ask('KG-N-06', safe)];
    const refused = there.errors?.map(({ extensions }) => extensions.code) ?? [];
    expect(refused.filter((code) => code !== 'FORBIDDEN')).toEqual([]);
    // The one hospital has both; of everybody else the two answers are one family each.
    if (who !== 'the hospital') expect(withoutIds(there)).toBe(withoutIds(elsewhere));
    if (who === 'the visitor' && name === 'outreachTasks') expect(there.data.outreachTasks.totalCount).toBe(1);
    if (refused.length === 0) expect(JSON.stringify(there.data).replace('safetyConcerns', '')).not.toMatch(TRACE);
  });
});

it('the database gives none of them a row of it, whatever they ask', async () => {
  for (const [who, principal] of EVERYBODY) {
    const rows = await births.database.asPrincipal(
      { ...principal('KG-C-03', endangered), territory: 'KG' },
      async () => [
        ...(await tx().sql('SELECT FROM safety_concern')),
        ...(await tx().sql(`SELECT FROM deadline WHERE kind = 'SAFETY_CONCERN'`)),
        ...(await tx().sql(`SELECT FROM deadline_change c JOIN deadline d ON d.id = c.deadline_id
        WHERE d.kind = 'SAFETY_CONCERN'`)),
      ],
    );
    expect({ who, rows }).toEqual({ who, rows: [] });
  }
});

it('no row of visit, task, watch or notification carries it, nor an event that leaves', async () => {
  const rows = async (sql: string) => JSON.stringify(await births.database.admin(sql));
  for (const table of [
    'outreach_visit',
    'outreach_task',
    'documentation_watch',
    'birth_notification',
    'duplicate_work',
  ]) {
    expect({ table, rows: await rows(`SELECT * FROM ${table}`) }).toEqual({
      table,
      rows: expect.not.stringMatching(TRACE),
    });
  }
  const events = await rows('SELECT type, subject_type, payload FROM outbox_event');
  expect(events).toContain('ChildOverdue');
  expect(events).not.toMatch(TRACE);
  const told = (visitId: string) => births.database.admin('SELECT FROM outbox_event WHERE subject_id = $1', [visitId]);
  expect([await told(endangered.visitId), await told(safe.visitId)]).toEqual([[], []]);
});

it('no access log shows it, to the family or to an auditor, also after the worker has looked', async () => {
  await concernsSeenBy(births, named);
  const ENTRIES = '{ totalCount edges { node { action operation purpose change rules fieldGroups count } } }';
  const OWN = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Person { birthsAccessLog(first: 100) ${ENTRIES} } } }`;
  const ANY = `query ($person: UUID!) { birthsAccessLog(person: $person, first: 100) ${ENTRIES} }`;
  const auditor = aPrincipal({ roles: ['auditor'], territory: 'KG' });
  const own = (id: string) => births.ask(aCitizen(id), OWN, { of: [{ __typename: 'Person', id }] });
  for (const log of [own, (person: string) => births.ask(auditor, ANY, { person })]) {
    for (const whose of ['personId', 'motherPersonId'] as const) {
      const [there, elsewhere] = [await log(endangered[whose]), await log(safe[whose])];
      expect(there).toEqual(elsewhere);
      expect(JSON.stringify(there)).not.toMatch(TRACE);
    }
  }
  const withheld = `SELECT count(*)::int AS entries, bool_and(withheld_from_person) AS withheld FROM trail_entry
    WHERE subject_type = 'SafetyConcern'`;
  const [trail] = await births.database.admin<{ entries: number; withheld: boolean }>(withheld);
  expect(trail?.withheld).toBe(true);
  expect(trail?.entries).toBeGreaterThan(2);
});

describe('a mother who is a child herself', () => {
  const young = {
    mother: { identity: 'NAMED', familyName: 'Асанова', givenName: 'Айгүл', birthDate: '2009-01-01' },
  } as const;
  const raised = async (notificationId: string) =>
    births.database.admin(
      'SELECT grounds, child_person IS NOT NULL AS known FROM safety_concern WHERE notification_id = $1',
      [notificationId],
    );
  const once = (known: boolean) => [{ grounds: ['MOTHER_UNDER_AGE'], known }];
  const lookedAt = async (said: Parameters<BirthsUnderTest['notify']>[0]) => {
    const { notificationId } = await births.notify(said);
    const { workOff, errors } = await duplicateWorker(births);
    await workOff();
    expect(errors).toEqual([]);
    return notificationId;
  };

  it('is found by the date in her PIN as well, where nothing else was said', async () => {
    const notificationId = await lookedAt({ mother: { identity: 'PIN', pin: '11403201000123' } });
    expect(await raised(notificationId)).toEqual(once(false));
    await births.hear('ChildRecorded', {
      notificationId,
      birthRecordId: randomUUID(),
      motherPersonId: null,
      personId: randomUUID(),
      registryState: 'CREATED',
    });
    expect(await raised(notificationId)).toEqual(once(true));
  });

  it('is found when her child was born dead', async () => {
    expect(await raised(await lookedAt({ ...young, live: false }))).toEqual(once(false));
  });

  it('is found when her age is said later, and who said it sees nothing of it', async () => {
    const notificationId = await lookedAt({ mother: { identity: 'UNKNOWN' } });
    expect(await raised(notificationId)).toEqual([]);
    const COMPLETE =
      'mutation ($input: CompleteNotificationInput!) { completeNotification(input: $input) { id version } }';
    const { mother } = young;
    await births.ask(hospital(), COMPLETE, { input: { id: notificationId, version: 1, mother } });
    const { workOff } = await duplicateWorker(births);
    await workOff();
    expect(await raised(notificationId)).toEqual(once(false));
    const ours = `{ birthNotification(id: "${notificationId}") { id version missing } }`;
    const answer = await births.graph.ask(hospital(), ours);
    expect(JSON.stringify(answer)).not.toMatch(TRACE);
  });

  it('is shown to named workers only, like every other concern', async () => {
    const notificationId = await lookedAt(young);
    const [concern] = await births.database.admin<{ id: string }>(
      'SELECT id FROM safety_concern WHERE notification_id = $1',
      [notificationId],
    );
    expect((await concernsSeenBy(births, named)).map(({ id }) => id)).toContain(concern?.id);
    expect(await concernsSeenBy(births, guardianship())).toEqual([]);
    const deadlines = `{ birthDeadlineCounts(kind: "SAFETY_CONCERN") { count } }`;
    expect(await births.ask(guardianship(), deadlines)).toEqual({ birthDeadlineCounts: [] });
    expect((await births.ask(named, deadlines)).birthDeadlineCounts).not.toEqual([]);
  });
});
