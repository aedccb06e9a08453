import { randomUUID } from 'node:crypto';
import { tx } from '@kamkor/persistence';
import type { Principal } from '@kamkor/principal';
import { aCitizen, aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, type Child, guardianship, hospital, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
let child: Child;
const mother = randomUUID();
const personId = randomUUID();
const registrar = aPrincipal({ roles: ['registrar'], territory: 'KG-C-03' });
const auditor = aPrincipal({ roles: ['auditor'], territory: 'KG' });

const WATCHES = '{ documentationWatches { edges { node { state } } } }';
const VISIT = `mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }`;

beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-07-26T05:00:00Z');
  child = await births.notify();
  await births.hear('ChildRecorded', {
    notificationId: child.notificationId,
    birthRecordId: randomUUID(),
    motherPersonId: mother,
    registryState: 'CREATED' as const,
    personId,
  });
  await births.sweep();
  await births.ask(registrar, WATCHES);
  await births.ask(registrar, '{ documentationWatches { edges { node { outreach { reasons } } } } }');
  await births.ask(hospital(), '{ birthNotifications { edges { node { sex } } } }');
  await births.ask(socialWorker(), WATCHES);
}, 60_000);
afterAll(() => births.close());

interface Log {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly edges: { node: { operation: string; roles: string[]; fieldGroups: string[]; purpose: string } }[];
}
const FIELDS = `totalCount pageInfo { hasNextPage endCursor }
  edges { node { action operation roles fieldGroups purpose change } }`;

async function logFor(who: Principal, part: { first?: number; after?: string } = {}, of = personId): Promise<Log> {
  const query = `query ($r: [_Any!]!, $first: Int, $after: String) { _entities(representations: $r) {
    ... on Person { birthsAccessLog(first: $first, after: $after) { ${FIELDS} } } } }`;
  const r = [{ __typename: 'Person', id: of }];
  return (await births.ask(who, query, { first: 100, ...part, r }))._entities[0].birthsAccessLog;
}

const kinds = ({ edges }: Log) =>
  edges.map(({ node }) => `${node.roles[0]} ${node.operation} ${node.fieldGroups}`.trim()).sort();

/** What a mother is told of what happened in `beforeAll`: not of the task that was opened, for one. */
const TOLD = [
  'hospital Query.birthNotifications birth',
  'registrar Query.documentationWatches documentation',
  'registrar Query.documentationWatches documentation,outreach-summary',
  'social-worker Query.documentationWatches documentation',
  'worker event:ChildRecorded',
];

describe('the log of a child', () => {
  it('tells the mother who looked at what she may see herself', async () => {
    const log = await logFor(aCitizen(mother));
    expect(kinds(log)).toEqual(TOLD);
    expect(log.totalCount).toBe(log.edges.length);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['the task', () => births.ask(socialWorker(), '{ outreachTasks { edges { node { id } } } }')],
    [
      'a watch that is seen beside its task',
      () => births.ask(socialWorker(), '{ documentationWatches { edges { node { task { id } } } } }'),
    ],
    [
      'a watch that is seen from its task',
      () => births.ask(socialWorker(), '{ outreachTasks { edges { node { watch { id } } } } }'),
    ],
    ['a visit with a hardship that the family does not know of, and with a concern', () => visited()],
    [
      'a look at the child from elsewhere, in a role that protects, helps or visits',
      async () => {
        const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { documentation { id } } } }`;
        for (const role of ['social-worker', 'social-supervisor'] as const) {
          const who = aPrincipal({ roles: [role], territory: 'KG-C-03' });
          await births.ask(who, query, { r: [{ __typename: 'Person', id: personId }] });
        }
      },
    ],
    [
      'a look by somebody who protects too, at whatever it is',
      async () => {
        const both = aPrincipal({ roles: ['guardianship', 'registrar'], territory: 'KG-C-03' });
        await births.ask(both, WATCHES);
        await births.ask(both, '{ safetyConcerns { edges { node { child { documentation { id } } } } } }');
      },
    ],
    [
      'an auditor who reads it',
      () => births.ask(auditor, `{ birthsAccessLog(person: "${personId}") { totalCount edges { cursor } } }`),
    ],
  ])('does not tell her of %s, and leaves no gap', async (_what, happens) => {
    const before = await logFor(aCitizen(mother));
    const kept = await entriesOfChild();
    await happens();
    expect(await entriesOfChild()).toBeGreaterThan(kept);
    const after = await logFor(aCitizen(mother));
    expect(kinds(after)).toEqual(kinds(before));
    expect(after.totalCount).toBe(before.totalCount);
    const pages: Log[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await logFor(aCitizen(mother), { first: 2, ...(cursor && { after: cursor }) });
      pages.push(page);
      if (!page.pageInfo.hasNextPage) break;
      expect(page.edges).toHaveLength(2);
      cursor = page.pageInfo.endCursor;
    }
    expect(pages.flatMap(({ edges }) => edges)).toEqual(after.edges);
  });

  async function entriesOfChild(): Promise<number> {
    const sql = 'SELECT count(*)::int AS entries FROM trail_entry WHERE person = $1 AND actor_roles <> $2';
    const [row] = await births.database.admin<{ entries: number }>(sql, [personId, ['citizen']]);
    return row!.entries;
  }

  async function visited() {
    const [task] = await births.database.admin<{ taskId: string; version: number }>(
      `SELECT id AS "taskId", version FROM outreach_task WHERE watch_id = $1`,
      [child.watchId],
    );
    const input = {
      ...task,
      visitedAt: '2024-07-26T04:00:00Z',
      outcome: 'PROMISED',
      metWith: ['MOTHER'],
      reasons: [],
      obstacles: ['HARD_LIFE_SITUATION'],
      circumstances: ['POVERTY'],
      familyKnows: false,
      safetyConcern: { grounds: ['VIOLENCE'], note: null },
    };
    await births.ask(socialWorker(), VISIT, { input });
    await births.ask(guardianship(), '{ safetyConcerns { edges { node { id child { id } } } } }');
  }

  it('gives the usual purpose to her, and what was written to an auditor', async () => {
    const headers = { 'kamkor-purpose': 'the father has threatened her' };
    await births.graph.ask(registrar, '{ birthNotifications { edges { node { id } } } }', {}, headers);
    expect(JSON.stringify(await logFor(aCitizen(mother)))).not.toContain('threatened');
    const [first] = (await logFor(aCitizen(mother))).edges;
    expect(first?.node).toMatchObject({ operation: 'Query.birthNotifications', purpose: 'newborn documentation' });
    const query = `query ($person: UUID!) { birthsAccessLog(person: $person, first: 100) { ${FIELDS} } }`;
    expect(JSON.stringify(await births.ask(auditor, query, { person: personId }))).toContain('threatened');
  });

  it('is open to nobody else: not another citizen, nor by SQL', async () => {
    for (const who of [
      aCitizen(randomUUID()),
      { ...aCitizen(randomUUID()), roles: ['citizen', 'registrar'] as const },
    ]) {
      expect(await logFor(who)).toMatchObject({ totalCount: 0, edges: [] });
    }
    const rows = (who: Principal) =>
      births.database.asPrincipal(who, () => tx().sql('SELECT id FROM trail_entry WHERE person = $1', [personId]));
    expect((await rows(aCitizen(mother))).length).toBe((await logFor(aCitizen(mother))).totalCount);
    expect(await rows(aCitizen(randomUUID()))).toEqual([]);
    expect(await rows(registrar)).toEqual([]);
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { birthsAccessLog { totalCount } } } }`;
    for (const who of [registrar, auditor, socialWorker()]) {
      const r = [{ __typename: 'Person', id: personId }];
      expect(await births.refusal(who, query, { r })).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('is an auditor’s by a query that shows no person, and its being read is in it', async () => {
    const query = `query ($person: UUID!) { birthsAccessLog(person: $person, first: 100) { ${FIELDS} } }`;
    const { birthsAccessLog } = await births.ask(auditor, query, { person: personId });
    expect(birthsAccessLog.totalCount).toBeGreaterThan((await logFor(aCitizen(mother))).totalCount);
    const again = await births.ask(auditor, query, { person: personId });
    expect(kinds(again.birthsAccessLog)).toContain('auditor Query.birthsAccessLog access-log');
    const unknown = await births.ask(auditor, query, { person: randomUUID() });
    expect(unknown.birthsAccessLog).toMatchObject({ totalCount: 0, edges: [] });
    for (const who of [registrar, socialWorker(), aCitizen(mother)]) {
      expect(await births.refusal(who, query, { person: personId })).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('is as if there were none once the child is apart from her, and has no trace of that time when it is back', async () => {
    const before = await logFor(aCitizen(mother));
    expect(before.totalCount).toBeGreaterThan(0);
    const state = async (careStatus: string) => {
      const [birth] = await births.database.admin<{ version: number }>(
        'SELECT version FROM birth_notification WHERE id = $1',
        [child.notificationId],
      );
      const mutation = 'mutation ($input: RecordCareStatusInput!) { recordCareStatus(input: $input) { id } }';
      const both = aPrincipal({ roles: ['guardianship', 'social-worker'], territory: 'KG-C-03' });
      const input = { notificationId: child.notificationId, version: birth!.version, careStatus };
      await births.ask(both, mutation, { input });
    };
    await state('IN_CARE');
    await births.ask(guardianship(), WATCHES);
    await births.ask(registrar, WATCHES);
    expect(await logFor(aCitizen(mother))).toMatchObject({ totalCount: 0, edges: [] });
    await state('WITH_PARENTS');
    expect(kinds(await logFor(aCitizen(mother)))).toEqual(kinds(before));
  });
});
