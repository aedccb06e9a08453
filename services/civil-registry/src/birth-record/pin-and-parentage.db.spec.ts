import type { Principal } from '@kamkor/principal';
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

const second = (territory = 'KG-C-03') => aPrincipal({ subject: 'second registrar', roles: ['registrar'], territory });
const NAMES = { familyName: 'Асанова', givenName: 'Бермет' };
const act = (action: string, input: object, as: Principal = registrar()) =>
  registry.graph.ask(
    as,
    `mutation ($input: ${action[0]!.toUpperCase()}${action.slice(1)}Input!) { ${action}(input: $input) {
     id version state pinState pinDueAt parentage parentageDueAt parentageGrounds earlierParentageDecisions { decision grounds } appliedMother { id } mother { id }
     child { id pin } allowedActions { action allowed reason } } }`,
    { input: { ...(action === 'registerBirth' ? NAMES : {}), ...input } },
  );
const done = async (...args: Parameters<typeof act>) => {
  const { data, errors } = await act(...args);
  expect(errors).toBeUndefined();
  return data[args[0]];
};
const refusal = async (...args: Parameters<typeof act>) => (await act(...args)).errors?.[0]?.extensions;

async function aRecord(said: Parameters<Registry['notify']>[0] = {}) {
  const [notificationId] = await registry.notify(said);
  const { id } = await registry.recordOf(notificationId!);
  return { birthRecordId: id as unknown as string, notificationId: notificationId! };
}

async function registered() {
  const { birthRecordId, notificationId } = await aRecord();
  await done('applyForBirthCertificate', { birthRecordId, version: 1 });
  await done('registerBirth', { birthRecordId, version: 2 });
  return { birthRecordId, notificationId };
}

const sweepIn = (days: number) =>
  registry.sweep(Temporal.Instant.from('2024-06-03T05:00:00Z').add({ hours: 24 * days }));

describe('the PIN of a child', () => {
  it('is asked for, waited for and recorded, and holds up no certificate', async () => {
    const { birthRecordId } = await registered();
    const asked = await done('requestPin', { birthRecordId, version: 3 });
    expect(asked).toMatchObject({ pinState: 'PENDING', pinDueAt: expect.anything(), child: { pin: null } });
    expect(await done('issueBirthCertificate', { birthRecordId, version: 4 })).toMatchObject({
      state: 'CERTIFIED',
      pinState: 'PENDING',
    });
    const given = await done('recordPin', { birthRecordId, version: 5, pin: '1 25052024 00777' });
    expect(given).toMatchObject({ pinState: 'RECORDED', pinDueAt: null, child: { pin: '12505202400777' } });
  });

  it('is refused out of turn, malformed, and when somebody has it, wherever they live', async () => {
    const { birthRecordId } = await registered();
    const input = { birthRecordId, version: 3 };
    const pin = '12505199000771';
    expect(await refusal('recordPin', { ...input, pin })).toMatchObject({
      code: 'TRANSITION_REFUSED',
      state: 'NOT_REQUESTED',
      allowed: ['requestPin'],
    });
    await done('requestPin', input);
    expect(await refusal('requestPin', { ...input, version: 4 })).toMatchObject({ state: 'PENDING' });
    expect(await refusal('recordPin', { ...input, version: 4, pin: '123' })).toMatchObject({
      reason: 'PIN_MALFORMED',
      field: 'input.pin',
    });
    await registry.mother(pin, 'KG-B');
    expect(await refusal('recordPin', { ...input, version: 4, pin })).toMatchObject({
      code: 'CONFLICT',
      reason: 'PIN_TAKEN',
      field: 'input.pin',
    });
    expect(await done('recordPin', { ...input, version: 4, pin: '12505202400772' })).toMatchObject({
      pinState: 'RECORDED',
      version: 5,
    });
    const early = await aRecord();
    expect(await refusal('requestPin', { ...early, notificationId: undefined, version: 1 })).toMatchObject({
      code: 'TRANSITION_REFUSED',
    });
  });

  it('of two who are given the same at once, one has it', async () => {
    const records = await Promise.all([registered(), registered()]);
    for (const { birthRecordId } of records) await done('requestPin', { birthRecordId, version: 3 });
    const pin = '12505202400773';
    const answers = await Promise.all(
      records.map(({ birthRecordId }) => refusal('recordPin', { birthRecordId, version: 4, pin })),
    );
    expect(answers.map((refused) => refused?.reason ?? 'done').sort()).toEqual(['PIN_TAKEN', 'done']);
  });

  it('that does not come in time is marked and stands in the list of what is overdue', async () => {
    const { birthRecordId, notificationId } = await registered();
    await done('requestPin', { birthRecordId, version: 3 });
    await sweepIn(10);
    const { pin_overdue_since, version } = await registry.recordOf(notificationId);
    expect(pin_overdue_since).not.toBeNull();
    const list = 'query { birthRecords(first: 100, pinState: PENDING) { edges { node { id } } } }';
    const { data } = await registry.graph.ask(registrar(), list);
    expect(data.birthRecords.edges).toContainEqual({ node: { id: birthRecordId } });
    expect(await done('recordPin', { birthRecordId, version, pin: '12505202400774' })).toMatchObject({
      pinState: 'RECORDED',
    });
  });
});

describe('an application that names another mother', () => {
  let serial = 0;
  async function mismatch() {
    const pin = `12505199${800_000 + (serial += 1)}`;
    const notified = await registry.mother(pin);
    const other = await registry.mother(`12505199${900_000 + serial}`);
    const { birthRecordId, notificationId } = await aRecord({ mother: { identity: 'PIN', pin } });
    const applied = await done('applyForBirthCertificate', { birthRecordId, version: 1, motherId: other });
    return { birthRecordId, notificationId, notified, other, applied };
  }
  const grounds = 'Роддом берген маалымкат жана соттун чечими';

  it('than the notified one waits for a second registrar before it is registered', async () => {
    const { birthRecordId, other, notified, applied, notificationId } = await mismatch();
    expect(applied).toMatchObject({ parentage: 'MISMATCH', appliedMother: { id: other }, mother: { id: notified } });
    expect(applied.allowedActions).toContainEqual({
      action: 'decideParentage',
      allowed: false,
      reason: 'SECOND_REGISTRAR_NEEDED',
    });
    const input = { birthRecordId, version: 2 };
    expect(await refusal('registerBirth', input)).toMatchObject({ reason: 'PARENTAGE_MISMATCH' });
    const decision = { ...input, decision: 'APPLICATION_MOTHER', grounds };
    expect(await refusal('decideParentage', decision)).toMatchObject({
      code: 'FORBIDDEN',
      reason: 'SECOND_REGISTRAR_NEEDED',
    });
    expect(await refusal('decideParentage', { ...decision, grounds: ' нет ' }, second())).toMatchObject({
      reason: 'GROUNDS_MISSING',
      field: 'input.grounds',
    });
    expect(await refusal('decideParentage', decision, second('KG-B'))).toMatchObject({ code: 'NOT_FOUND' });
    const decided = await done('decideParentage', decision, second());
    expect(decided).toMatchObject({ parentage: 'DECIDED', mother: { id: other }, parentageGrounds: grounds });
    expect(await refusal('decideParentage', { ...decision, version: 3 }, second())).toMatchObject({
      reason: 'PARENTAGE_NOT_QUESTIONED',
    });
    expect((await done('registerBirth', { ...input, version: 3 })).state).toBe('REGISTERED');
    const told = (await registry.events()).filter(({ payload }) => payload.notificationId === notificationId);
    expect(told.filter(({ type }) => type === 'ChildRecorded').at(-1)?.payload).toMatchObject({
      motherPersonId: other,
    });
  });

  it('leaves the notified mother where that is decided', async () => {
    const { birthRecordId, notified } = await mismatch();
    const decision = { birthRecordId, version: 2, decision: 'NOTIFIED_MOTHER', grounds };
    expect(await done('decideParentage', decision, second())).toMatchObject({
      parentage: 'DECIDED',
      mother: { id: notified },
    });
  });

  it('is a question anew after it was decided, whose grounds are kept', async () => {
    const { birthRecordId, other, notified } = await mismatch();
    const decision = { decision: 'APPLICATION_MOTHER', grounds };
    await done('decideParentage', { birthRecordId, version: 2, ...decision }, second());
    await done('withdrawBirthCertificateApplication', { birthRecordId, version: 3 });
    const same = await done('applyForBirthCertificate', { birthRecordId, version: 4, motherId: other });
    expect(same).toMatchObject({ parentage: 'DECIDED', mother: { id: other } });
    await done('withdrawBirthCertificateApplication', { birthRecordId, version: 5 });
    const third = await registry.mother(`12505199${700_000 + serial}`);
    const applied = await done('applyForBirthCertificate', { birthRecordId, version: 6, motherId: third });
    expect(applied).toMatchObject({ parentage: 'MISMATCH', appliedMother: { id: third }, mother: { id: other } });
    expect(applied).toMatchObject({ parentageGrounds: null, parentageDueAt: expect.anything() });
    const kept =
      'SELECT applied_mother, decision, grounds, decided_by FROM parentage_decided_before WHERE birth_record = $1';
    expect(await registry.database.admin(kept, [birthRecordId])).toEqual([
      { applied_mother: other, ...decision, decided_by: 'second registrar' },
    ]);
    expect(applied.earlierParentageDecisions).toEqual([decision]);
    const again = await done('decideParentage', { birthRecordId, version: 7, ...decision }, second());
    expect(again).toMatchObject({ parentage: 'DECIDED', mother: { id: third } });
    expect(again.mother.id).not.toBe(notified);
  });

  it('goes with the application that is taken back', async () => {
    const { birthRecordId } = await mismatch();
    expect(await done('withdrawBirthCertificateApplication', { birthRecordId, version: 2 })).toMatchObject({
      state: 'NOTIFIED',
      parentage: 'NOT_QUESTIONED',
      appliedMother: null,
      parentageDueAt: null,
    });
    const states = await registry.database.admin(
      `SELECT state FROM deadline WHERE subject_id = $1 AND kind = 'PARENTAGE_DECISION'`,
      [birthRecordId],
    );
    expect(states).toEqual([{ state: 'CANCELLED' }]);
  });

  it('is no question where she is the notified one, and needs one where nobody was notified', async () => {
    const pin = '12505199000661';
    const mother = await registry.mother(pin);
    const same = await aRecord({ mother: { identity: 'PIN', pin } });
    const input = { version: 1, motherId: mother };
    expect(await done('applyForBirthCertificate', { ...input, birthRecordId: same.birthRecordId })).toMatchObject({
      parentage: 'NOT_QUESTIONED',
    });
    const unknown = await aRecord();
    expect(await done('applyForBirthCertificate', { ...input, birthRecordId: unknown.birthRecordId })).toMatchObject({
      parentage: 'MISMATCH',
      mother: null,
    });
  });

  it('is not for the mother herself to make, and names somebody whom the registrar may see', async () => {
    const pin = '12505199000662';
    const mother = await registry.mother(pin);
    const { birthRecordId } = await aRecord({ mother: { identity: 'PIN', pin } });
    const elsewhere = await registry.mother('12505199000663', 'KG-B');
    const input = { birthRecordId, version: 1 };
    const query =
      'mutation ($input: ApplyForBirthCertificateInput!) { applyForBirthCertificate(input: $input) { id } }';
    const own = await registry.graph.ask(aCitizen(mother), query, { input: { ...input, motherId: mother } });
    expect(own.errors?.[0]?.extensions).toMatchObject({ reason: 'CITIZEN_NAMES_NO_MOTHER', field: 'input.motherId' });
    expect(await refusal('applyForBirthCertificate', { ...input, motherId: elsewhere })).toMatchObject({
      reason: 'MOTHER_UNKNOWN',
      field: 'input.motherId',
    });
  });

  it('is refused of somebody who can’t be the mother by age', async () => {
    const { birthRecordId } = await aRecord();
    const query = 'mutation ($input: EnterPersonInput!) { enterPerson(input: $input) { id } }';
    const names = {
      familyName: 'Асанова',
      givenName: 'Айгүл',
      sex: 'FEMALE',
      territory: 'KG-C-03',
      knownFrom: 'PAPER',
    };
    const input = { ...names, birthDate: '2018-01-01' };
    const child = (await registry.graph.ask(registrar(), query, { input })).data.enterPerson.id;
    expect(await refusal('applyForBirthCertificate', { birthRecordId, version: 1, motherId: child })).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'MOTHER_AGE_IMPOSSIBLE',
      field: 'input.motherId',
    });
  });

  it('that nobody decides in time is marked, and stands in the lists', async () => {
    const { birthRecordId, notificationId } = await mismatch();
    await sweepIn(11);
    const { parentage_overdue_since, version } = await registry.recordOf(notificationId);
    expect(parentage_overdue_since).not.toBeNull();
    const list = 'query { birthRecords(first: 100, parentage: MISMATCH) { edges { node { id } } } }';
    const { data } = await registry.graph.ask(registrar(), list);
    expect(data.birthRecords.edges).toContainEqual({ node: { id: birthRecordId } });
    const decision = { birthRecordId, version, decision: 'NOTIFIED_MOTHER', grounds };
    expect((await done('decideParentage', decision, second())).parentage).toBe('DECIDED');
  });

  it('is decided by the table itself not by the hand that filed it', async () => {
    const { birthRecordId } = await mismatch();
    const taken = await registry.database.asPrincipal(registrar(), ({ sql }) =>
      sql('SELECT take_mother_of_application($1) AS mother', [birthRecordId]),
    );
    expect(taken).toEqual([{ mother: null }]);
    await expect(
      registry.database.asPrincipal(registrar(), ({ sql }) =>
        sql('UPDATE birth_record SET mother = applied_mother WHERE id = $1', [birthRecordId]),
      ),
    ).rejects.toThrow('permission denied');
  });
});
