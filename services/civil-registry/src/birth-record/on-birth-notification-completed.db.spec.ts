import { aCitizen } from '@kamkor/testing';
import { Registry, registrar } from '../testing/registry.js';

let registry: Registry;
beforeAll(async () => {
  registry = await Registry.open();
});
afterAll(async () => {
  expect(registry.graph.unexpected).toEqual([]);
  await registry.close();
});

let serial = 0;
const newPin = () => `12505199${300_000 + (serial += 1)}`;
const complete = (notificationId: string, pin: string) =>
  registry.hear('BirthNotificationCompleted', { notificationId, mother: { identity: 'PIN', pin } });
const APPLY = `mutation ($input: ApplyForBirthCertificateInput!) { applyForBirthCertificate(input: $input) { version parentage } }`;

it('a mother who is completed by her PIN is linked, told to births, and applies herself', async () => {
  const pin = newPin();
  const mother = await registry.mother(pin);
  const [notificationId] = await registry.notify({});
  await complete(notificationId!, pin);
  const record = await registry.recordOf(notificationId!);
  expect(record).toMatchObject({ mother, mother_pin: pin, version: 2 });
  const told = (await registry.events()).filter(({ payload }) => payload.notificationId === notificationId);
  expect(told.map(({ payload }) => payload.motherPersonId)).toEqual([null, mother]);
  const own = APPLY.replace(' parentage', '');
  const { data } = await registry.graph.ask(aCitizen(mother), own, { input: { birthRecordId: record.id, version: 2 } });
  expect(data.applyForBirthCertificate).toEqual({ version: 3 });
});

it('she is no other mother where an application names her, and is linked later if the registry does not know her', async () => {
  const pin = newPin();
  const [notificationId] = await registry.notify({});
  await complete(notificationId!, pin);
  expect(await registry.recordOf(notificationId!)).toMatchObject({ mother: null, mother_pin: pin });
  const mother = await registry.mother(pin);
  const record = await registry.recordOf(notificationId!);
  expect(record).toMatchObject({ mother });
  const input = { birthRecordId: record.id, version: record.version, motherId: mother };
  const { data } = await registry.graph.ask(registrar(), APPLY, { input });
  expect(data.applyForBirthCertificate).toMatchObject({ parentage: 'NOT_QUESTIONED' });
});

it('of a child that she gave up she learns nothing by it, and births is not told who she is', async () => {
  const pin = newPin();
  const mother = await registry.mother(pin);
  const [notificationId] = await registry.notify({ careStatus: 'RELINQUISHED' });
  await complete(notificationId!, pin);
  expect(await registry.recordOf(notificationId!)).toMatchObject({ mother, withheld_from_mother: true });
  const { data } = await registry.graph.ask(aCitizen(mother), '{ me { children { id } } birthRecords { totalCount } }');
  expect(data).toEqual({ me: { children: [] }, birthRecords: { totalCount: 0 } });
  const told = (await registry.events()).filter(({ payload }) => payload.notificationId === notificationId);
  expect(told.map(({ payload }) => payload.motherPersonId)).toEqual([null, null]);
});

it('changes nothing where a mother was named, or the birth is registered', async () => {
  const [known, late] = [newPin(), newPin()];
  await registry.mother(late);
  const [named] = await registry.notify({ mother: { identity: 'PIN', pin: known } });
  await complete(named!, late);
  expect(await registry.recordOf(named!)).toMatchObject({ mother: null, mother_pin: known, version: 1 });
  const [registered] = await registry.notify({});
  const { id: birthRecordId } = await registry.recordOf(registered!);
  await registry.graph.ask(registrar(), APPLY, { input: { birthRecordId, version: 1 } });
  const register = 'mutation ($input: RegisterBirthInput!) { registerBirth(input: $input) { version } }';
  const names = { familyName: 'Асанова', givenName: 'Бермет' };
  await registry.graph.ask(registrar(), register, { input: { birthRecordId, version: 2, ...names } });
  await complete(registered!, late);
  expect(await registry.recordOf(registered!)).toMatchObject({ mother: null, mother_pin: null, version: 3 });
});
