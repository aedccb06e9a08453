import { randomUUID } from 'node:crypto';
import { type EventDraft, eventKind } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { workerPrincipal } from '@kamkor/principal';
import { lawOf } from '../law.js';
import { clock, NOW, Registry, registrar } from '../testing/registry.js';
import { onUndocumentedSiblingFound } from './on-undocumented-sibling-found.js';

let registry: Registry;
beforeAll(async () => {
  registry = await Registry.open();
});
afterAll(async () => {
  expect(registry.graph.unexpected).toEqual([]);
  await registry.close();
});

async function find(said: Partial<EventDraft<'UndocumentedSiblingFound'>> = {}) {
  const kind = eventKind('UndocumentedSiblingFound');
  const payload = kind.write({
    visitId: randomUUID(),
    siblingId: randomUUID(),
    birthDate: '2020-03-01',
    birthDateApproximate: true,
    sex: 'UNDETERMINED',
    givenName: 'Азамат',
    motherPersonId: null,
    careStatus: 'WITH_PARENTS',
    territory: 'KG-C-03',
    foundAt: '2024-06-02T05:00:00Z',
    ...said,
  });
  const event = {
    id: randomUUID(),
    type: kind.type,
    typeVersion: 1,
    producer: 'births',
    subjectType: 'OutreachVisit',
    subjectId: payload.visitId,
    subjectVersion: 1,
    occurredAt: NOW.toString(),
    payload,
  } as ReadEvent<typeof payload>;
  const law = lawOf({ KAMKOR_PROFILE: 'KG' });
  for (let told = 0; told < 2; told += 1) {
    await registry.database.asPrincipal(
      workerPrincipal('civil-registry'),
      () => onUndocumentedSiblingFound([event], law),
      { role: 'worker', clock, operation: 'event:UndocumentedSiblingFound' },
    );
  }
  return payload.siblingId;
}

const act = (action: string, input: object) =>
  registry.graph.ask(
    registrar(),
    `mutation ($input: ${action[0]!.toUpperCase()}${action.slice(1)}Input!) { ${action}(input: $input)
     { version state birthDate birthDateApproximate sex ofSibling notification { id } child { givenName birthDate sex } } }`,
    { input },
  );

it('becomes a record like any other, and is answered under the sibling’s id', async () => {
  const mother = await registry.mother('12505199000991');
  const siblingId = await find({ motherPersonId: mother });
  const record = await registry.recordOf(siblingId);
  expect(record).toMatchObject({ state: 'NOTIFIED', registry_state: 'CREATED', mother, place_of_birth: null });
  const answers = (await registry.events()).filter(({ payload }) => payload.notificationId === siblingId);
  expect(answers).toMatchObject([
    { type: 'ChildRecorded', payload: { motherPersonId: mother, registryState: 'CREATED' } },
  ]);
});

it('is the child that the registry already holds, if it does', async () => {
  const mother = await registry.mother('12505199000992');
  const { data } = await registry.graph.ask(
    registrar(),
    'mutation ($input: EnterPersonInput!) { enterPerson(input: $input) { id } }',
    {
      input: {
        familyName: 'Асанов',
        givenName: 'Азамат',
        birthDate: '2020-03-01',
        sex: 'MALE',
        territory: 'KG-C-03',
        mother,
        knownFrom: 'PAPER',
      },
    },
  );
  const siblingId = await find({ motherPersonId: mother, sex: 'MALE' });
  expect(await registry.recordOf(siblingId)).toMatchObject({ registry_state: 'MATCHED', child: data.enterPerson.id });
});

it('is registered with the date and sex that the registrar settles', async () => {
  const { id: birthRecordId } = await registry.recordOf(await find());
  const names = { familyName: 'Асанов', givenName: 'Азамат' };
  await act('applyForBirthCertificate', { birthRecordId, version: 1 });
  const without = await act('registerBirth', { birthRecordId, version: 2, ...names });
  expect(without.errors?.[0]?.extensions).toMatchObject({ reason: 'BIRTH_DATE_NEEDED', field: 'input.birthDate' });
  const said = { birthRecordId, version: 2, ...names, birthDate: '2020-03-15', sex: 'MALE' };
  const future = await act('registerBirth', { ...said, birthDate: '2024-06-04' });
  expect(future.errors?.[0]?.extensions).toMatchObject({ reason: 'BORN_IN_FUTURE', field: 'input.birthDate' });
  const { data } = await act('registerBirth', said);
  expect(data.registerBirth).toMatchObject({
    state: 'REGISTERED',
    birthDate: '2020-03-15',
    birthDateApproximate: false,
    ofSibling: true,
    sex: 'MALE',
    notification: null,
    child: { birthDate: '2020-03-15', sex: 'MALE' },
  });
  expect((await act('issueBirthCertificate', { birthRecordId, version: 3 })).data.issueBirthCertificate.state).toBe(
    'CERTIFIED',
  );
});

it('does not let a registrar rewrite what was notified', async () => {
  const [notification] = await registry.notify({});
  const { id: birthRecordId } = await registry.recordOf(notification!);
  await act('applyForBirthCertificate', { birthRecordId, version: 1 });
  const said = { birthRecordId, version: 2, familyName: 'Асанова', givenName: 'Бермет' };
  const date = await act('registerBirth', { ...said, birthDate: '2024-05-26' });
  expect(date.errors?.[0]?.extensions).toMatchObject({ reason: 'BIRTH_DATE_STANDS', field: 'input.birthDate' });
  const sex = await act('registerBirth', { ...said, sex: 'MALE' });
  expect(sex.errors?.[0]?.extensions).toMatchObject({ reason: 'SEX_STANDS', field: 'input.sex' });
});
