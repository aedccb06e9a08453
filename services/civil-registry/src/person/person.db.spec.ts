import { randomUUID } from 'node:crypto';
import { aCitizen, aPrincipal } from '@kamkor/testing';
import { Registry, registrar } from '../testing/registry.js';

let registry: Registry;
beforeAll(async () => {
  registry = await Registry.open();
});
afterAll(async () => {
  expect(registry.graph.unexpected).toEqual([]);
  await registry.close();
});

const known = {
  familyName: ' Асанова ',
  givenName: 'Айгүл',
  birthDate: '1990-05-26',
  sex: 'FEMALE',
  territory: 'KG-C-03',
  knownFrom: 'PAPER',
};
const enter = (input: object, as = registrar()) =>
  registry.graph.ask(
    as,
    'mutation ($input: EnterPersonInput!) { enterPerson(input: $input) { id familyName pin pinWarnings territory { id nameEn } } }',
    { input: { ...known, ...input } },
  );

it('is entered with a PIN whose date differs, and says so', async () => {
  const { data, errors } = await enter({ pin: '1 25051990 10001' });
  expect(errors).toBeUndefined();
  expect(data.enterPerson).toMatchObject({
    familyName: 'Асанова',
    pin: '12505199010001',
    pinWarnings: ['BIRTH_DATE_DIFFERS'],
    territory: { id: 'KG-C-03' },
  });
});

it('is one person under one PIN, also in parallel, and refused where the papers disagree', async () => {
  const answers = await Promise.all([1, 2, 3, 4].map(() => enter({ pin: '12605199010002' })));
  expect(new Set(answers.map(({ data }) => data.enterPerson.id)).size).toBe(1);
  const other = await enter({ pin: '12605199010002', givenName: 'Айпери' });
  expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'PIN_TAKEN', field: 'input.pin' });
  const elsewhere = await enter({ pin: '12605199010002', territory: 'KG-B' }, registrar('KG-B'));
  expect(elsewhere.errors?.[0]?.extensions).toMatchObject({ reason: 'PIN_TAKEN' });
});

it.each([
  [{ pin: '42605199010003' }, 'BAD_USER_INPUT', 'PIN_MALFORMED', 'input.pin'],
  [{ givenName: '<b>' }, 'BAD_USER_INPUT', 'NOT_A_NAME', 'input.givenName'],
  [{ birthDate: '2024-06-04' }, 'BAD_USER_INPUT', 'BORN_IN_FUTURE', 'input.birthDate'],
  [{ territory: 'KG-C-99-99' }, 'BAD_USER_INPUT', 'TERRITORY_UNKNOWN', 'input.territory'],
  [{ territory: 'KG-B' }, 'FORBIDDEN', 'TERRITORY_OUT_OF_SCOPE', 'input.territory'],
  [{ mother: randomUUID() }, 'BAD_USER_INPUT', 'MOTHER_UNKNOWN', 'input.mother'],
])('refuses %j', async (input, code, reason, field) => {
  expect((await enter(input)).errors?.[0]?.extensions).toMatchObject({ code, reason, field });
});

describe('a mother', () => {
  const entered = async (birthDate: string, pin?: string): Promise<string> =>
    (await enter({ birthDate, pin })).data.enterPerson.id;

  it.each([
    ['younger than her child', '1990-05-27', '1990-05-26'],
    ['born on its day', '1990-05-26', '1990-05-26'],
    ['younger than the rule', '1981-05-27', '1990-05-26'],
    ['older than the rule', '1914-05-26', '1990-05-26'],
  ])('who is %s is refused', async (_, bornOn, birthDate) => {
    const { errors } = await enter({ birthDate, mother: await entered(bornOn) });
    expect(errors?.[0]?.extensions).toMatchObject({ reason: 'MOTHER_AGE_IMPOSSIBLE', field: 'input.mother' });
  });

  it('who is young is believed', async () => {
    expect((await enter({ birthDate: '1990-05-26', mother: await entered('1981-05-26') })).errors).toBeUndefined();
  });

  it.each([
    ['before', '12605202010010'],
    ['after', '12605202010011'],
  ])('is not made of a child whom a slip in a PIN names, known %s the birth', async (order, pin) => {
    const notified = () =>
      registry.notify({ mother: { identity: 'PIN', pin, familyName: null, givenName: null, birthDate: null } });
    const [before] = order === 'after' ? await notified() : [];
    await entered('2020-05-26', pin);
    const [notificationId] = before ? [before] : await notified();
    const [record] = await registry.database.admin<{ mother: string | null; mother_pin: string }>(
      'SELECT mother, mother_pin FROM birth_record WHERE notification_id = $1',
      [notificationId],
    );
    expect(record).toEqual({ mother: null, mother_pin: pin });
  });
});

it('shows the PIN to a registrar and to the person, and to no other official', async () => {
  const id = await registry.mother('12505199010004');
  const query = 'query ($id: UUID!) { person(id: $id) { familyName pin } }';
  expect((await registry.graph.ask(registrar(), query, { id })).data.person.pin).toBe('12505199010004');
  expect((await registry.graph.ask(aCitizen(id), '{ me { pin } }')).data.me.pin).toBe('12505199010004');
  const worker = await registry.graph.ask(aPrincipal({ roles: ['social-worker'], territory: 'KG-C' }), query, { id });
  expect(worker.data.person).toEqual({ familyName: 'Асанова', pin: null });
  expect(worker.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
});

it('is found by PIN in the own territory only', async () => {
  const id = await registry.mother('12505199010008');
  const query = 'query ($pin: String!) { personByPin(pin: $pin) { id } }';
  const found = (as: ReturnType<typeof registrar>, pin = '1 25051990 10008') => registry.graph.ask(as, query, { pin });
  expect((await found(registrar())).data.personByPin).toEqual({ id });
  expect((await found(registrar('KG-B'))).data.personByPin).toBeNull();
  expect((await found(registrar(), '123')).errors?.[0]?.extensions).toMatchObject({
    reason: 'PIN_MALFORMED',
    field: 'pin',
  });
  expect((await found(aCitizen(id))).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

it('does not resolve by reference for another territory or another citizen', async () => {
  const id = await registry.mother('12505199010005');
  const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { id } } }';
  const ask = (as: Parameters<typeof registry.graph.ask>[0]) =>
    registry.graph.ask(as, query, { r: [{ __typename: 'Person', id }] });
  expect((await ask(registrar())).data._entities).toEqual([{ id }]);
  expect((await ask(registrar('KG-B'))).data._entities).toEqual([null]);
  expect((await ask(aCitizen(randomUUID()))).data._entities).toEqual([null]);
  expect((await ask(aPrincipal({ roles: ['hospital'] }))).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

it('tells a citizen who looked', async () => {
  const id = await registry.mother('12505199010006');
  await registry.graph.ask(registrar(), 'query ($id: UUID!) { person(id: $id) { familyName } }', { id });
  const { data } = await registry.graph.ask(
    aCitizen(id),
    '{ me { registryAccessLog { edges { node { action operation purpose roles change } } } } }',
  );
  const log = data.me.registryAccessLog.edges.map(({ node }: { node: object }) => node);
  expect(log).toContainEqual({
    action: 'READ',
    operation: 'Query.person',
    purpose: 'population register',
    roles: ['registrar'],
    change: null,
  });
  expect(log).toContainEqual(expect.objectContaining({ action: 'CHANGE', change: 'PERSON_ENTERED' }));
});

describe('the door of the gateway', () => {
  const path = '/internal/person-by-identifier';
  const ask = (as: ReturnType<typeof aPrincipal>, body: unknown) => registry.graph.post(as, path, body);
  const gateway = aPrincipal({ roles: ['gateway'] });

  it('turns an identifier into an id, and leaves no trace of it', async () => {
    const id = await registry.mother('12505199010007');
    const before = await registry.database.admin('SELECT count(*) FROM trail_entry');
    expect(await (await ask(gateway, { pin: '12505199010007' })).json()).toEqual({ person: id });
    expect(await (await ask(gateway, { pin: '12505199019999' })).json()).toEqual({ person: null });
    expect(await registry.database.admin('SELECT count(*) FROM trail_entry')).toEqual(before);
  });

  it('is open to nobody else, and refuses nonsense', async () => {
    expect((await ask(registrar('KG'), { pin: '12505199010007' })).status).toBe(403);
    expect((await ask(gateway, {})).status).toBe(400);
    expect((await fetch(`${registry.graph.url}${path}`, { method: 'POST' })).status).toBe(401);
  });

  it('is closed in the database too', async () => {
    const ids = await registry.database.asPrincipal(registrar('KG'), ({ sql }) =>
      sql(`SELECT person_by_identifier('12505199010007') AS id`),
    );
    expect(ids).toEqual([{ id: null }]);
    const rows = await registry.database.asPrincipal(gateway, ({ sql }) => sql('SELECT id FROM person'));
    expect(rows).toEqual([]);
  });
});

describe('territories', () => {
  it('are public, in the language of the caller, with what lies above and below', async () => {
    const query =
      '{ territory(id: "KG-C") { name nameEn parent { id } path { id } children { id } } territories { id } }';
    const anybody = aPrincipal({ roles: ['public'] });
    const { data, errors } = await registry.graph.ask(anybody, query, {}, { 'accept-language': 'ky' });
    expect(errors).toBeUndefined();
    expect(data.territories).toEqual([{ id: 'KG' }]);
    expect(data.territory).toMatchObject({ parent: { id: 'KG' }, path: [{ id: 'KG' }, { id: 'KG-C' }] });
    expect(data.territory.children).toContainEqual({ id: 'KG-C-03' });
    expect(data.territory.name).toMatch(/[а-яөүң]/i);
  });
});
