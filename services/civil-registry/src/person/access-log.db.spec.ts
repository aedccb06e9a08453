import { randomUUID } from 'node:crypto';
import type { Principal } from '@kamkor/principal';
import { aCitizen, aPrincipal } from '@kamkor/testing';
import { Registry, registrar } from '../testing/registry.js';

let registry: Registry;
let mother: string;
let child: string;
let record: { id: string; version: number };
const auditor = aPrincipal({ roles: ['auditor'], territory: 'KG' });

beforeAll(async () => {
  registry = await Registry.open();
  mother = await registry.mother('12505199030001');
  const by = { mother: { identity: 'PIN' as const, pin: '12505199030001' } };
  const [notification] = await registry.notify(by);
  const row = await registry.recordOf(notification!);
  child = row.child!;
  record = { id: row.id!, version: row.version! };
});
afterAll(async () => {
  expect(registry.graph.unexpected).toEqual([]);
  await registry.close();
});

const FIELDS = 'totalCount edges { node { action operation roles change purpose } }';

interface Entry {
  readonly operation: string;
  readonly roles: readonly string[];
  readonly change: string | null;
  readonly purpose: string;
}

/** What the mother is told of her children's logs, asked as she would. */
async function told(who = aCitizen(mother)): Promise<{ id: string; totalCount: number; entries: Entry[] }[]> {
  const { data, errors } = await registry.graph.ask(
    who,
    `{ me { children { id registryAccessLog(first: 100) { ${FIELDS} } } } }`,
  );
  expect(errors).toBeUndefined();
  return data.me.children.map(
    ({
      id,
      registryAccessLog: { totalCount, edges },
    }: {
      id: string;
      registryAccessLog: { totalCount: number; edges: { node: Entry }[] };
    }) => ({
      id,
      totalCount,
      entries: edges.map(({ node }) => node),
    }),
  );
}
const official = (role: 'social-worker' | 'guardianship' | 'benefits-specialist') =>
  aPrincipal({ roles: [role], territory: 'KG-C' });
const look = (who: Principal) =>
  registry.graph.ask(who, 'query ($id: UUID!) { person(id: $id) { birthDate } }', { id: child });

it('tells a mother which registrars looked at her child and what became of its papers', async () => {
  await look(registrar());
  const apply = 'mutation ($input: ApplyForBirthCertificateInput!) { applyForBirthCertificate(input: $input) { id } }';
  const input = { birthRecordId: record.id, version: record.version };
  expect((await registry.graph.ask(registrar(), apply, { input })).errors).toBeUndefined();
  const [log] = await told();
  expect(log).toMatchObject({ id: child, totalCount: log!.entries.length });
  expect(log!.entries).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ operation: 'Query.person', roles: ['registrar'], purpose: 'population register' }),
      expect.objectContaining({ operation: 'Mutation.applyForBirthCertificate', change: 'CERTIFICATE_APPLIED' }),
      expect.objectContaining({ operation: 'event:BirthNotified', change: 'CHILD_RECORDED' }),
    ]),
  );
});

it.each(['social-worker', 'guardianship', 'benefits-specialist'] as const)(
  'does not tell her that a %s looked, and leaves no gap',
  async (role) => {
    const [before] = await told();
    expect((await look(official(role))).data.person).not.toBeNull();
    const [after] = await told();
    const byOthers = ({ entries }: { entries: Entry[] }) => entries.filter(({ roles }) => roles[0] !== 'citizen');
    expect(byOthers(after!)).toEqual(byOthers(before!));
    expect(after!.totalCount).toBe(after!.entries.length);
    expect(JSON.stringify(after)).not.toContain(role);
  },
);

it('does not tell a woman herself that guardianship looked at her, and leaves no gap; an auditor sees it', async () => {
  const [concerned, MINE] = [
    await registry.mother('12505199030077'),
    `{ me { registryAccessLog(first: 100) { ${FIELDS} } } }`,
  ];
  const mine = async () => (await registry.graph.ask(aCitizen(concerned), MINE)).data.me.registryAccessLog;
  const before = await mine();
  for (const who of [official('guardianship'), registrar()]) {
    await registry.graph.ask(who, 'query ($id: UUID!) { person(id: $id) { familyName } }', { id: concerned });
  }
  const after = await mine();
  // The registrar's look, and her own of before.
  expect(after.totalCount).toBe(before.totalCount + 2);
  expect(after.edges).toHaveLength(after.totalCount);
  expect(JSON.stringify(after)).not.toContain('guardianship');
  const all = `{ registryAccessLog(person: "${concerned}", first: 100) { ${FIELDS} } }`;
  expect(JSON.stringify(await registry.graph.ask(auditor, all))).toContain('guardianship');
});

it('does not tell her of parentage that is questioned and decided', async () => {
  const other = await registry.mother('12505199030002');
  const [notification] = await registry.notify({ mother: { identity: 'PIN', pin: '12505199030001' } });
  const asked = await registry.recordOf(notification!);
  const apply =
    'mutation ($input: ApplyForBirthCertificateInput!) { applyForBirthCertificate(input: $input) { version } }';
  const input = { birthRecordId: asked.id, version: asked.version, motherId: other };
  const applied = await registry.graph.ask(registrar(), apply, { input });
  const decide = 'mutation ($input: DecideParentageInput!) { decideParentage(input: $input) { version } }';
  const second = { ...registrar(), subject: 'another registrar' };
  const decision = {
    birthRecordId: asked.id,
    version: applied.data.applyForBirthCertificate.version,
    decision: 'NOTIFIED_MOTHER',
    grounds: 'the ward knows the mother',
  };
  expect((await registry.graph.ask(second, decide, { input: decision })).errors).toBeUndefined();
  const logs = await told();
  expect(logs).toHaveLength(2);
  expect(JSON.stringify(logs)).not.toMatch(/parentage/i);
});

it('does not tell her of a child whom she gave up, nor another citizen of hers', async () => {
  const [notification] = await registry.notify({
    mother: { identity: 'PIN', pin: '12505199030001' },
    careStatus: 'RELINQUISHED',
  });
  const { child: given } = await registry.recordOf(notification!);
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { registryAccessLog { totalCount } } } }`;
  const ask = async (who: Principal, id: string) =>
    (await registry.graph.ask(who, query, { r: [{ __typename: 'Person', id }] })).data._entities[0];
  expect(await ask(aCitizen(mother), given!)).toBeNull();
  expect(await ask(aCitizen(randomUUID()), child)).toBeNull();
  const rows = (who: Principal, person: string) =>
    registry.database.asPrincipal(who, ({ sql }) => sql('SELECT id FROM trail_entry WHERE person = $1', [person]));
  expect(await rows(aCitizen(mother), given!)).toEqual([]);
  expect(await rows(aCitizen(randomUUID()), child)).toEqual([]);
  expect((await rows(aCitizen(mother), child)).length).toBeGreaterThan(0);
});

it('asks the database as often for the logs of many children as for that of one', async () => {
  const count = async (who: string) => {
    registry.statements.length = 0;
    await told(aCitizen(who));
    return registry.statements.length;
  };
  const one = await registry.mother('12505199030003');
  await registry.notify({ mother: { identity: 'PIN', pin: '12505199030003' } });
  expect(await count(mother)).toBe(await count(one));
});

describe('an auditor', () => {
  const query = `query ($person: UUID!) { registryAccessLog(person: $person, first: 100) { ${FIELDS} } }`;

  it('reads the log of anybody by id, which is in the log then, and no person', async () => {
    const { data, errors } = await registry.graph.ask(auditor, query, { person: mother });
    expect(errors).toBeUndefined();
    expect(data.registryAccessLog.totalCount).toBeGreaterThan(0);
    const again = await registry.graph.ask(auditor, query, { person: mother });
    expect(again.data.registryAccessLog.edges).toContainEqual({
      node: expect.objectContaining({ operation: 'Query.registryAccessLog', roles: ['auditor'], purpose: 'oversight' }),
    });
    const absent = await registry.graph.ask(auditor, query, { person: randomUUID() });
    expect(absent.data.registryAccessLog).toEqual({ totalCount: 0, edges: [] });
    const person = await registry.graph.ask(auditor, '{ person(id: "00000000-0000-0000-0000-000000000000") { id } }');
    expect(person.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is the only one who may', async () => {
    for (const who of [registrar(), official('guardianship'), aCitizen(mother), aPrincipal({ roles: ['admin'] })]) {
      const { errors } = await registry.graph.ask(who, query, { person: mother });
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });
});
