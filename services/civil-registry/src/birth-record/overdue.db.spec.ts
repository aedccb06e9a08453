import { setTimeout as delay } from 'node:timers/promises';
import { workerPrincipal } from '@kamkor/principal';
import { aCitizen } from '@kamkor/testing';
import { clock, Registry, registrar } from '../testing/registry.js';

let registry: Registry;
beforeAll(async () => {
  registry = await Registry.open();
});
afterAll(() => registry.close());

const act = async (action: string, type: string, input: object) => {
  const { data, errors } = await registry.graph.ask(
    registrar(),
    `mutation ($input: ${type}!) { ${action}(input: $input) { id version dueAt registrationOverdueSince } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data[action];
};

const sweepAt = (instant: string) => registry.sweep(Temporal.Instant.from(instant));

it('marks what the registry owes and did not do, keeps the mark, and starts again after a withdrawal', async () => {
  const births = await registry.notify({}, {}, {});
  const records = await Promise.all(births.map((notification) => registry.recordOf(notification)));
  for (const { id } of records) {
    await act('applyForBirthCertificate', 'ApplyForBirthCertificateInput', { birthRecordId: id, version: 1 });
  }
  await sweepAt('2024-06-06T17:59:59.999Z');
  expect(await registry.recordOf(births[0]!)).toMatchObject({ registration_overdue_since: null, version: 2 });
  await sweepAt('2024-06-06T18:00:00Z');
  const marked = await Promise.all(births.map((notification) => registry.recordOf(notification)));
  expect(
    marked.map(({ version, registration_overdue_since }) => [version, registration_overdue_since !== null]),
  ).toEqual(births.map(() => [3, true]));

  const birthRecordId = records[0]!.id;
  await act('withdrawBirthCertificateApplication', 'WithdrawBirthCertificateApplicationInput', {
    birthRecordId,
    version: 3,
  });
  const again = await act('applyForBirthCertificate', 'ApplyForBirthCertificateInput', { birthRecordId, version: 4 });
  expect(again).toMatchObject({ registrationOverdueSince: '2024-06-06T18:00:00Z', dueAt: '2024-06-06T18:00:00Z' });
  const open = await registry.database.admin(
    `SELECT state FROM deadline WHERE subject_id = $1 AND kind = 'BIRTH_REGISTRATION' ORDER BY state`,
    [birthRecordId],
  );
  expect(open).toEqual([{ state: 'LAPSED' }, { state: 'PENDING' }]);
});

it('waits for a sweep that has the deadline without holding the record, so that neither kills the other', async () => {
  const [notification] = await registry.notify({});
  const birthRecordId = (await registry.recordOf(notification!)).id;
  await act('applyForBirthCertificate', 'ApplyForBirthCertificateInput', { birthRecordId, version: 1 });
  const sweeping = Promise.withResolvers<void>();
  const sweep = registry.database.asPrincipal(
    workerPrincipal('civil-registry'),
    async ({ sql }) => {
      await sql('SELECT FROM deadline WHERE subject_id = $1 FOR UPDATE', [birthRecordId]);
      sweeping.resolve();
      await delay(300);
      await sql('UPDATE birth_record SET version = version + 1 WHERE id = $1', [birthRecordId]);
    },
    { role: 'worker', clock },
  );
  await sweeping.promise;
  const answer = registry.graph.ask(
    registrar(),
    'mutation ($input: RegisterBirthInput!) { registerBirth(input: $input) { id } }',
    { input: { birthRecordId, version: 2, familyName: 'Асанова', givenName: 'Бермет' } },
  );
  await sweep;
  expect((await answer).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'STALE_VERSION' });
});

it('hides a child from the mother from the moment its care status says so, and shows it again when it ends', async () => {
  const mother = await registry.mother('12505199040001');
  const [notificationId] = await registry.notify({ mother: { identity: 'PIN', pin: '12505199040001' } });
  const state = (careStatus: 'ABANDONED' | 'WITH_PARENTS') => registry.stand(notificationId!, { careStatus });
  const children = async () =>
    (await registry.graph.ask(aCitizen(mother), '{ me { children { id } } }')).data.me.children;
  expect(await children()).toHaveLength(1);
  await state('ABANDONED');
  expect(await children()).toEqual([]);
  await state('WITH_PARENTS');
  expect(await children()).toHaveLength(1);
  const told = (await registry.events()).filter(({ payload }) => payload.notificationId === notificationId);
  expect(told.map(({ payload }) => payload.motherPersonId)).toEqual([mother, null, mother]);
});

it('the list of what is overdue has what is late now, and narrows to a territory and what lies below it', async () => {
  const [late, waiting] = await registry.notify({ territory: 'KG-O-02' }, { territory: 'KG-O-03' });
  const oblast = registrar('KG-O');
  const apply =
    'mutation ($input: ApplyForBirthCertificateInput!) { applyForBirthCertificate(input: $input) { dueAt } }';
  const ids: string[] = [];
  for (const notification of [late!, waiting!]) {
    const { id } = await registry.recordOf(notification);
    ids.push(id as unknown as string);
    const { data } = await registry.graph.ask(oblast, apply, { input: { birthRecordId: id, version: 1 } });
    expect(data.applyForBirthCertificate.dueAt).toBe('2024-06-06T18:00:00Z');
  }
  const list = async (args: string, who = oblast) => {
    const query = `{ birthRecords(first: 100, ${args}) { totalCount edges { node { id } } } }`;
    const { data } = await registry.graph.ask(who, query);
    return data.birthRecords.edges.map(({ node }: { node: { id: string } }) => node.id);
  };
  expect(await list('overdue: true')).toEqual([]);
  await registry.database.admin(`UPDATE birth_record SET due_at = '2024-06-03T05:00:00Z' WHERE id = $1`, [ids[0]]);
  expect(await list('overdue: true')).toEqual([ids[0]]);
  expect(await list('overdue: true, territory: "KG-O-03"')).toEqual([]);
  expect(await list('territory: "KG-O-03"')).toEqual([ids[1]]);
  expect((await list('territory: "KG-O"')).sort()).toEqual([...ids].sort());
  expect(await list('territory: "KG-O-0"')).toEqual([]);
  expect(await list('territory: "KG-O"', registrar('KG-C'))).toEqual([]);
});
