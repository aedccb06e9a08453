import { randomUUID } from 'node:crypto';
import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { workerPrincipal } from '@kamkor/principal';
import { aCitizen, aPrincipal } from '@kamkor/testing';
import { clock, Registry, registrar } from '../testing/registry.js';
import { onBirthNotificationClosedAsDuplicate } from './on-birth-notification-closed-as-duplicate.js';
import { onBirthNotificationReopened } from './on-birth-notification-reopened.js';

let registry: Registry;
beforeAll(async () => {
  registry = await Registry.open();
}, 60_000);
afterAll(() => registry.close());

const PIN = (serial: number) => `1250519900${String(serial).padStart(4, '0')}`;
const national = registrar('KG');
const PERSON = 'query ($id: UUID!) { person(id: $id) { id formerIds } }';
const APPLY = `mutation ($input: ApplyForBirthCertificateInput!) { applyForBirthCertificate(input: $input) { id state } }`;

const event = <Type extends string>(type: Type, payload: object) =>
  ({ id: randomUUID(), type, typeVersion: 1, producer: 'births', subjectType: 'BirthNotification', payload }) as never;
const heard = (operation: string, work: () => Promise<void>) =>
  registry.database.asPrincipal(workerPrincipal('civil-registry'), work, { role: 'worker', clock, operation });
const close = (notificationId: string, keptNotificationId: string) => {
  const payload = { notificationId, keptNotificationId, closedAt: '2024-06-03T05:00:00Z' };
  const one: ReadEvent<EventPayload<'BirthNotificationClosedAsDuplicate'>> = event(
    'BirthNotificationClosedAsDuplicate',
    payload,
  );
  return heard('event:BirthNotificationClosedAsDuplicate', () => onBirthNotificationClosedAsDuplicate([one]));
};
const reopen = (notificationId: string, keptNotificationId: string) => {
  const payload = { notificationId, keptNotificationId, reopenedAt: '2024-06-03T05:00:00Z' };
  const one: ReadEvent<EventPayload<'BirthNotificationReopened'>> = event('BirthNotificationReopened', payload);
  return heard('event:BirthNotificationReopened', () => onBirthNotificationReopened([one]));
};
const record = async (notificationId: string) =>
  (
    await registry.database.admin<{ id: string; version: number; child: string }>(
      'SELECT id, version, child FROM birth_record WHERE notification_id = $1',
      [notificationId],
    )
  )[0]!;
const child = async (notificationId: string) => (await record(notificationId)).child;
const person = async (id: string, principal = national) => {
  const { data, errors } = await registry.graph.ask(principal, PERSON, { id });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.person;
};
const deadlines = async (recordId: string) =>
  (
    await registry.database.admin<{ state: string }>(
      'SELECT state FROM deadline WHERE subject_id = $1 ORDER BY opened_at, state',
      [recordId],
    )
  ).map(({ state }) => state);

async function two(said: object = {}, saidElsewhere: object = {}) {
  const [one, other] = await registry.notify(said, {
    territory: 'KG-GB-03',
    facility: 'KG-GB-03-F01',
    ...saidElsewhere,
  });
  return { one: one as string, other: other as string };
}

it('the old id leads to the kept person, and to the old one again after the undo', async () => {
  const { one, other } = await two();
  const [kept, merged] = [await child(one), await child(other)];
  await close(other, one);
  expect(await person(merged)).toEqual({ id: kept, formerIds: [merged] });
  expect(await person(kept)).toEqual({ id: kept, formerIds: [merged] });
  const { data } = await registry.graph.ask(
    national,
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Person { id } } }',
    { of: [{ __typename: 'Person', id: merged }] },
  );
  expect(data._entities).toEqual([{ id: kept }]);
  await close(other, one);
  await reopen(other, one);
  expect(await person(merged)).toEqual({ id: merged, formerIds: [] });
  expect(await person(kept)).toEqual({ id: kept, formerIds: [] });
  const trail = await registry.database.admin('SELECT change FROM trail_entry WHERE person = $1', [merged]);
  expect(trail.map(({ change }) => change)).toEqual(expect.arrayContaining(['PERSON_MERGED', 'PERSON_MERGE_UNDONE']));
});

it('a decision that comes before the kept birth takes effect when that birth comes', async () => {
  const [later] = [randomUUID()];
  const [other] = await registry.notify({});
  await close(other as string, later);
  const merged = await child(other as string);
  expect(await person(merged)).toEqual({ id: merged, formerIds: [] });
  await registry.notify({ notificationId: later });
  expect(await person(merged)).toEqual({ id: await child(later), formerIds: [merged] });
});

it('an undo of what never took effect changes nothing', async () => {
  const [other] = await registry.notify({});
  const later = randomUUID();
  await close(other as string, later);
  await reopen(other as string, later);
  await registry.notify({ notificationId: later });
  expect(await person(await child(other as string))).toMatchObject({ formerIds: [] });
});

it('who sees only the merged one is led nowhere else; who sees only the kept one gets that', async () => {
  const { one, other } = await two();
  const [kept, merged] = [await child(one), await child(other)];
  await close(other, one);
  expect(await person(merged, registrar('KG-GB'))).toEqual({ id: merged, formerIds: [] });
  expect(await person(merged, registrar('KG-C-03'))).toMatchObject({ id: kept });
  expect(await person(merged, aPrincipal({ roles: ['social-worker'], territory: 'KG-GB' }))).toBeNull();
  expect(await person(merged, registrar('KG-O'))).toBeNull();
});

it('a mother has one child, and never one that is withheld from her', async () => {
  const mother = await registry.mother(PIN(1));
  const of = { mother: { identity: 'PIN' as const, pin: PIN(1) } };
  const { one, other } = await two(of, of);
  const asMother = aPrincipal({ roles: ['citizen'], person: mother });
  const children = async () => {
    const { data } = await registry.graph.ask(asMother, '{ me { children { id } } birthRecords { totalCount } }');
    return [data.me.children.map(({ id }: { id: string }) => id), data.birthRecords.totalCount];
  };
  await close(other, one);
  expect(await children()).toEqual([[await child(one)], 1]);
  const apart = await two(
    { ...of, bornAt: '2024-01-05T08:00:00Z', birthDate: '2024-01-05', careStatus: 'RELINQUISHED' },
    {
      ...of,
      bornAt: '2024-01-05T08:00:00Z',
      birthDate: '2024-01-05',
    },
  );
  await close(apart.other, apart.one);
  expect(await children()).toEqual([[await child(one)], 1]);
  expect(await person(await child(apart.other), asMother)).toBeNull();
});

it('the papers go on with the record that is further; on the other nothing is written until the undo', async () => {
  const { one, other } = await two();
  const apply = async (notificationId: string) => {
    const { id, version } = await record(notificationId);
    return registry.graph.ask(national, APPLY, { input: { birthRecordId: id, version, applicant: 'MOTHER' } });
  };
  expect((await apply(other)).errors).toBeUndefined();
  await close(other, one);
  const refused = await apply(one);
  expect(refused.errors?.[0]?.extensions).toMatchObject({
    code: 'TRANSITION_REFUSED',
    reason: 'PAPERS_ON_ANOTHER_RECORD',
  });
  const { id } = await record(one);
  const { data } = await registry.graph.ask(
    national,
    `{ birthRecord(id: "${id}") { papersOn { id } allowedActions { allowed } } }`,
  );
  expect(data.birthRecord.papersOn).toEqual({ id: (await record(other)).id });
  expect(data.birthRecord.allowedActions.every(({ allowed }: { allowed: boolean }) => !allowed)).toBe(true);
  await reopen(other, one);
  expect((await apply(one)).errors).toBeUndefined();
});

it('of two applications one deadline runs on, and both again after the undo', async () => {
  const { one, other } = await two();
  for (const notification of [one, other]) {
    const { id, version } = await record(notification);
    await registry.graph.ask(national, APPLY, { input: { birthRecordId: id, version, applicant: 'MOTHER' } });
  }
  const [kept, closed] = [await record(one), await record(other)];
  await close(other, one);
  expect([await deadlines(kept.id), await deadlines(closed.id)]).toEqual([['PENDING'], ['CANCELLED']]);
  await reopen(other, one);
  expect((await deadlines(closed.id)).sort()).toEqual(['CANCELLED', 'PENDING']);
});

it('whoever knows the persons is told of the merge and of the undo, once and in order', async () => {
  const { one, other } = await two({ careStatus: 'RELINQUISHED' });
  const [kept, merged] = [await child(one), await child(other)];
  await close(other, one);
  await close(other, one);
  await reopen(other, one);
  await close(other, one);
  const told = await registry.database.admin<{ type: string; version: number; payload: object }>(
    `SELECT type, subject_version::int AS version, payload FROM outbox_event WHERE subject_id = $1 ORDER BY subject_version`,
    [merged],
  );
  expect(told.map(({ type, version }) => [type, version])).toEqual([
    ['PersonMerged', 1],
    ['PersonMergeUndone', 2],
    ['PersonMerged', 3],
  ]);
  expect(told[0]?.payload).toMatchObject({ personId: merged, keptPersonId: kept, withheld: true });
});

it('the access log of the kept one has what concerned the other, and gives it back', async () => {
  const { one, other } = await two();
  const [kept, merged] = [await child(one), await child(other)];
  await person(merged);
  const log = async (id: string) => {
    const query = `{ registryAccessLog(person: "${id}", first: 100) { edges { node { change } } } }`;
    const auditor = aPrincipal({ roles: ['auditor', 'registrar'], territory: 'KG' });
    const { data, errors } = await registry.graph.ask(auditor, query);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.registryAccessLog.edges.map(({ node }: { node: { change: string } }) => node.change);
  };
  const recorded = async (id: string) => (await log(id)).filter((change: string) => change === 'CHILD_RECORDED').length;
  await close(other, one);
  expect([await recorded(kept), await recorded(merged)]).toEqual([2, 2]);
  await reopen(other, one);
  expect([await recorded(kept), await recorded(merged)]).toEqual([1, 1]);
});

it('a deadline that runs on is the kept one’s, and the other one’s again after the undo', async () => {
  const { one, other } = await two();
  const [kept, merged] = [await child(one), await child(other)];
  const { id, version } = await record(other);
  await registry.graph.ask(national, APPLY, { input: { birthRecordId: id, version, applicant: 'MOTHER' } });
  const whose = () =>
    registry.database.admin(`SELECT person FROM deadline WHERE subject_id = $1 AND state = 'PENDING'`, [id]);
  expect(await whose()).toEqual([{ person: merged }]);
  await close(other, one);
  expect(await whose()).toEqual([{ person: kept }]);
  await reopen(other, one);
  expect(await whose()).toEqual([{ person: merged }]);
});

it('who logs in with the PIN of the merged one is the kept one', async () => {
  const { one, other } = await two();
  const [kept, merged] = [await child(one), await child(other)];
  await registry.database.admin('UPDATE person SET pin = $2 WHERE id = $1', [merged, PIN(77)]);
  const login = async () => {
    const [row] = await registry.database.asPrincipal(aPrincipal({ roles: ['gateway'] }), ({ sql }) =>
      sql<{ person: string }>('SELECT person_by_identifier($1) AS person', [PIN(77)]),
    );
    return row?.person;
  };
  expect(await login()).toBe(merged);
  await close(other, one);
  expect(await login()).toBe(kept);
});

it('a mother of a child that was notified twice has one, and its log has who looked at either, until it is two again', async () => {
  const mother = await registry.mother(PIN(901));
  const mothers = { mother: { identity: 'PIN', pin: PIN(901) } } as const;
  const [one, other] = await registry.notify(mothers, { ...mothers, territory: 'KG-GB-03' });
  const [kept, closed] = [await child(one!), await child(other!)];
  await person(closed, registrar('KG-GB-03'));
  await registry.graph.ask(aPrincipal({ roles: ['guardianship'], territory: 'KG' }), PERSON, { id: closed });
  const told = async () => {
    const query =
      '{ me { children { id registryAccessLog(first: 100) { totalCount edges { node { operation roles } } } } } }';
    const { data, errors } = await registry.graph.ask(aCitizen(mother), query);
    expect(errors).toBeUndefined();
    const children = data.me.children as { id: string; registryAccessLog: { totalCount: number; edges: object[] } }[];
    for (const { registryAccessLog: log } of children) expect(log.totalCount).toBe(log.edges.length);
    return new Map(children.map(({ id, registryAccessLog }) => [id, JSON.stringify(registryAccessLog.edges)]));
  };
  const look = 'Query.person","roles":["registrar"]';
  const apart = await told();
  expect([...apart.keys()].sort()).toEqual([kept, closed].sort());
  expect([apart.get(kept)?.includes(look), apart.get(closed)?.includes(look)]).toEqual([false, true]);
  await close(other!, one!);
  const merged = await told();
  expect([...merged.keys()]).toEqual([kept]);
  expect(merged.get(kept)).toContain(look);
  expect(merged.get(kept)).not.toMatch(/guardianship|Duplicate/);
  await reopen(other!, one!);
  const again = await told();
  expect([again.get(kept)?.includes(look), again.get(closed)?.includes(look)]).toEqual([false, true]);
});

it('two siblings whom visits for both families found are one person by their own ids, whichever is heard first, and two again', async () => {
  const [kept, closed] = [randomUUID(), randomUUID()];
  const found = (siblingId: string, territory: string) =>
    registry.hear('UndocumentedSiblingFound', {
      visitId: randomUUID(),
      siblingId,
      territory,
      birthDate: '2021-05-05',
      birthDateApproximate: false,
      sex: 'FEMALE',
      givenName: 'Нур',
      motherPersonId: null,
      careStatus: 'WITH_PARENTS',
      foundAt: '2024-06-03T04:00:00Z',
    });
  await found(kept, 'KG-C-03');
  await close(closed, kept);
  await found(closed, 'KG-GB-03');
  expect(await person(await child(closed))).toMatchObject({ id: await child(kept), formerIds: [await child(closed)] });
  await reopen(closed, kept);
  expect(await person(await child(closed))).toEqual({ id: await child(closed), formerIds: [] });
});
