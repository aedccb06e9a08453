import { aCitizen } from '@kamkor/testing';
import { NOW, Registry, registrar } from '../testing/registry.js';

let registry: Registry;
beforeAll(async () => {
  registry = await Registry.open();
});
afterAll(() => registry.close());

const MOTHER = '12505199000001';

it('makes a person and a record, which the registrar of that territory sees and no other does', async () => {
  const mother = await registry.mother(MOTHER);
  const [notification] = await registry.notify({ mother: { identity: 'PIN', pin: MOTHER } });
  const record = await registry.recordOf(notification!);
  expect(record).toMatchObject({ state: 'NOTIFIED', registry_state: 'CREATED', mother });

  const query = `query ($id: UUID!) { birthRecord(id: $id) { state identification notification { id }
    child { id familyName birthDate sex mother { id } } mother { id pin } territory { id name } allowedActions { action allowed } } }`;
  const seen = await registry.graph.ask(registrar(), query, { id: record.id }, { 'accept-language': 'ru' });
  expect(seen.errors).toBeUndefined();
  expect(seen.data.birthRecord).toMatchObject({
    state: 'NOTIFIED',
    identification: 'CREATED',
    notification: { id: notification },
    child: { familyName: null, birthDate: '2024-05-25', sex: 'FEMALE', mother: { id: mother } },
    mother: { id: mother, pin: MOTHER },
    territory: { id: 'KG-C-03' },
  });
  expect((await registry.graph.ask(registrar('KG-B'), query, { id: record.id })).data.birthRecord).toBeNull();
  expect((await registry.graph.ask(registrar('KG-C'), query, { id: record.id })).data.birthRecord).not.toBeNull();
});

it('answers births with the person, once', async () => {
  const [notification] = await registry.notify({});
  await registry.notify({ notificationId: notification });
  const { id, child } = await registry.recordOf(notification!);
  const events = (await registry.events()).filter(({ payload }) => payload.notificationId === notification);
  expect(events).toEqual([
    {
      type: 'ChildRecorded',
      payload: {
        notificationId: notification,
        birthRecordId: id,
        motherPersonId: null,
        registryState: 'CREATED',
        personId: child,
      },
    },
  ]);
});

it('links the one child that the registry had already, and leaves several to a registrar', async () => {
  const mother = await registry.mother('12505199000002');
  const child = async () =>
    (
      await registry.database.admin<{ id: string }>(
        `INSERT INTO person (family_name, given_name, birth_date, sex, territory, mother, known_from, entered_at)
         VALUES ('Асанова', 'Бермет', '2024-05-25', 'FEMALE', 'KG-C-03', $1, 'PAPER', $2) RETURNING id`,
        [mother, NOW.toString()],
      )
    )[0]!.id;
  const known = await child();
  const by = { mother: { identity: 'PIN' as const, pin: '12505199000002' } };
  const [first] = await registry.notify(by);
  expect(await registry.recordOf(first!)).toMatchObject({ registry_state: 'MATCHED', child: known });

  const [two, three] = [await child(), await child()];
  const [open] = await registry.notify(by);
  const record = await registry.recordOf(open!);
  expect(record).toMatchObject({ registry_state: 'NOT_IDENTIFIED', child: null });

  const query = `query ($id: UUID!) { birthRecord(id: $id) { version candidates { id } allowedActions { action allowed reason } } }`;
  const { data } = await registry.graph.ask(registrar(), query, { id: record.id });
  expect(data.birthRecord.candidates.map(({ id }: { id: string }) => id).sort()).toEqual([two, three].sort());
  expect(data.birthRecord.allowedActions.filter(({ allowed }: { allowed: boolean }) => allowed)).toEqual([
    { action: 'identifyChild', allowed: true, reason: null },
  ]);

  const identify = 'mutation ($input: IdentifyChildInput!) { identifyChild(input: $input) { version child { id } } }';
  const input = { birthRecordId: record.id, version: 1 };
  const wrong = await registry.graph.ask(registrar(), identify, { input: { ...input, personId: known } });
  expect(wrong.errors?.[0]?.extensions).toMatchObject({ reason: 'NOT_A_CANDIDATE', field: 'input.personId' });
  const right = await registry.graph.ask(registrar(), identify, { input: { ...input, personId: two } });
  expect(right.data.identifyChild).toEqual({ version: 2, child: { id: two } });
  const again = await registry.graph.ask(registrar(), identify, { input: { ...input, version: 2, personId: three } });
  expect(again.errors?.[0]?.extensions).toMatchObject({ reason: 'CHILD_ALREADY_IDENTIFIED', state: 'MATCHED' });
  const events = (await registry.events()).filter(({ payload }) => payload.notificationId === open);
  expect(events.map(({ payload }) => `${payload.registryState} ${payload.personId}`)).toEqual([
    'NOT_IDENTIFIED null',
    `MATCHED ${two}`,
  ]);
});

it('leaves nothing of a stillbirth', async () => {
  const [notification] = await registry.notify({ live: false });
  expect(await registry.recordOf(notification!)).toBeUndefined();
});

it('shows a child whom the mother gave up neither to her nor to a social worker, nor the way from one to the other', async () => {
  const mother = await registry.mother('12505199000003');
  const [notification] = await registry.notify({
    mother: { identity: 'PIN', pin: '12505199000003' },
    careStatus: 'RELINQUISHED',
  });
  const { id, child } = await registry.recordOf(notification!);
  const own = await registry.graph.ask(
    aCitizen(mother),
    `query ($child: UUID!, $id: UUID!) { me { id children { id } } person(id: $child) { id } birthRecord(id: $id) { id }
      birthRecords { totalCount } registryAccessLog: me { registryAccessLog { edges { node { change } } } } }`,
    { child, id },
  );
  expect(own.errors).toBeUndefined();
  expect(own.data).toMatchObject({
    me: { id: mother, children: [] },
    person: null,
    birthRecord: null,
    birthRecords: { totalCount: 0 },
  });
  await registry.graph.ask(registrar(), 'query ($id: UUID!) { birthRecord(id: $id) { mother { id } } }', { id });
  const log = await registry.graph.ask(
    aCitizen(mother),
    '{ me { registryAccessLog { edges { node { action operation } } } } }',
  );
  expect(
    log.data.me.registryAccessLog.edges.map(({ node }: { node: { operation: string } }) => node.operation),
  ).toEqual(expect.not.arrayContaining(['Query.birthRecord']));
  const kept = await registry.database.admin(
    `SELECT withheld_from_person FROM trail_entry WHERE person = $1 AND operation = 'Query.birthRecord'`,
    [mother],
  );
  expect(kept).toEqual([{ withheld_from_person: true }]);
  const guardian = { ...registrar(), roles: ['guardianship' as const] };
  const seen = await registry.graph.ask(
    guardian,
    'query ($id: UUID!) { birthRecord(id: $id) { child { id mother { id } } mother { id } } }',
    { id },
  );
  expect(seen.data.birthRecord).toEqual({ child: { id: child, mother: null }, mother: null });
  const worker = { ...registrar(), roles: ['social-worker' as const] };
  const theirs = await registry.graph.ask(
    worker,
    'query ($c: UUID!, $m: UUID!) { c: person(id: $c) { id } m: person(id: $m) { id children { id } } }',
    { c: child, m: mother },
  );
  expect(theirs.data).toEqual({ c: null, m: { id: mother, children: [] } });
  const [event] = (await registry.events()).filter(({ payload }) => payload.notificationId === notification);
  expect(event!.payload.motherPersonId).toBeNull();
});

it('links a mother who is entered after her child was notified, and says so', async () => {
  const [notification] = await registry.notify({ mother: { identity: 'PIN', pin: '12505199000004' } });
  const before = await registry.recordOf(notification!);
  expect(before.mother).toBeNull();
  const mother = await registry.mother('12505199000004');
  expect(await registry.recordOf(notification!)).toMatchObject({ mother, version: 2 });
  const own = await registry.graph.ask(aCitizen(mother), '{ me { children { id birthRecord { state } } } }');
  expect(own.data.me.children).toEqual([{ id: before.child, birthRecord: { state: 'NOTIFIED' } }]);
  const told = (await registry.events()).filter(({ payload }) => payload.notificationId === notification);
  expect(told.map(({ payload }) => payload.motherPersonId)).toEqual([null, mother]);
});

it('links her also where the child was notified in another territory, which nobody but a registrar can cause', async () => {
  const [notification] = await registry.notify({
    territory: 'KG-B-01',
    mother: { identity: 'PIN', pin: '12505199000005' },
  });
  const mother = await registry.mother('12505199000005');
  expect(await registry.recordOf(notification!)).toMatchObject({ mother, territory: 'KG-B-01' });
  await registry.database.admin('UPDATE birth_record SET mother = NULL WHERE notification_id = $1', [notification]);
  const asked = await registry.database.asPrincipal(aCitizen(mother), ({ sql }) =>
    sql(`SELECT * FROM link_notified_children($1, '1850-01-01', '2200-01-01')`, [mother]),
  );
  expect(asked).toEqual([]);
});
