import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Sweeper } from '@kamkor/deadlines';
import { eventKind } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { workerPrincipal } from '@kamkor/principal';
import { aCitizen } from '@kamkor/testing';
import { clock, Registry, registrar } from '../testing/registry.js';
import { onBirthNotificationCompleted } from './birth-notification-completed.js';
import { registryDeadlineKinds } from './registry-deadlines.js';

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

const sweepAt = async (instant: string) => {
  const failed: unknown[] = [];
  const transactions = await registry.database.transactions('worker', { now: () => Temporal.Instant.from(instant) });
  await new Sweeper({
    transactions,
    service: 'civil-registry',
    kinds: registryDeadlineKinds,
    onError: (error) => failed.push(error),
  }).sweep();
  expect(failed).toEqual([]);
};

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
  const state = async (careStatus: 'ABANDONED' | 'WITH_PARENTS') => {
    const payload = eventKind('BirthNotificationCompleted').write({ notificationId: notificationId!, careStatus });
    await registry.database.asPrincipal(
      workerPrincipal('civil-registry'),
      () => onBirthNotificationCompleted([{ id: randomUUID(), payload } as unknown as ReadEvent<typeof payload>]),
      { role: 'worker', clock },
    );
  };
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
