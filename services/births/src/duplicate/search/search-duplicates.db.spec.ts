import { BirthsUnderTest, hospital, KEMIN } from '../../testing/births.js';
import { duplicateWorker, mortalTransactions, pairs, registrar } from '../../testing/duplicates.js';
import { DUPLICATE_CHANNEL } from '../duplicate-work.js';

const BISHKEK = 'KG-GB-03-F01';
const PIN = (serial: number) => `1250519900${String(serial).padStart(4, '0')}`;
const byPin = (serial: number) => ({ mother: { identity: 'PIN' as const, pin: PIN(serial) } });
const named = (familyName: string, givenName: string) => ({
  mother: { identity: 'NAMED' as const, familyName, givenName },
});

let births: BirthsUnderTest;
let worker: Awaited<ReturnType<typeof duplicateWorker>>;
beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-09-01T06:00:00Z');
  worker = await duplicateWorker(births);
}, 60_000);
afterAll(() => births.close());
afterEach(async () => {
  expect(worker.errors.splice(0)).toEqual([]);
  await births.database.admin('DELETE FROM duplicate_candidate');
  await births.database.admin('DELETE FROM duplicate_key');
  await births.database.admin('DELETE FROM duplicate_work');
});

const found = async () => (await pairs(births)).map(({ reasons }) => reasons);

it('finds the same child from two facilities, and tells neither of them', async () => {
  const one = await births.notify(byPin(1));
  const other = await births.notify({ ...byPin(1), facility: BISHKEK, motherTerritory: 'KG-GB-03' });
  expect(await pairs(births)).toEqual([]);
  await worker.workOff();
  const [pair, ...more] = await pairs(births);
  expect(more).toEqual([]);
  expect([pair?.one?.id, pair?.other?.id].sort()).toEqual([one.notificationId, other.notificationId].sort());
  expect(pair).toMatchObject({ state: 'OPEN', settled: true });
  expect(pair?.reasons).toEqual(expect.arrayContaining(['SAME_MOTHER_PIN', 'SAME_BIRTH_DATE', 'DIFFERENT_KEEPERS']));

  expect(await births.refusal(hospital(), '{ duplicateCandidates { totalCount } }')).toMatchObject({
    code: 'FORBIDDEN',
  });
  const asHospital = await births.ask(hospital(), '{ birthNotifications { edges { node { id version } } } }');
  expect(JSON.stringify(asHospital)).not.toContain(other.notificationId);
  const mine = `{ birthNotification(id: "${one.notificationId}") { id duplicateOf { id } } }`;
  expect(await births.refusal(hospital(), mine)).toMatchObject({ code: 'FORBIDDEN' });
});

it('shows a registrar of one side the pair, and of the birth on the other side nothing', async () => {
  const one = await births.notify(byPin(2));
  await births.notify({ ...byPin(2), facility: BISHKEK, motherTerritory: 'KG-GB-03' });
  await worker.workOff();
  const [pair] = await pairs(births, registrar('KG-C'));
  expect([pair?.one, pair?.other].filter((birth) => birth !== null)).toEqual([{ id: one.notificationId }]);
  expect(await pairs(births, registrar('KG-O'))).toEqual([]);
});

it.each([
  ['names in Latin', named('Асанова', 'Айгүл'), named('Asanova', 'Aigul'), 'NAMES_IN_ANOTHER_SCRIPT'],
  ['names swapped', named('Асанова', 'Айгүл'), named('Айгүл', 'Асанова'), 'NAMES_SWAPPED'],
  [
    'day and month exchanged',
    { ...named('Бекова', 'Нур'), bornAt: '2024-05-06T08:00:00+06:00' },
    { ...named('Бекова', 'Нур'), bornAt: '2024-06-05T08:00:00+06:00' },
    'BIRTH_DATE_TRANSPOSED',
  ],
  ['one mother within 270 days', byPin(3), { ...byPin(3), bornAt: '2024-08-20T08:00:00+06:00' }, 'WITHIN_INTERVAL'],
  [
    'her date of birth in the PIN, and said with names',
    { mother: { identity: 'PIN' as const, pin: PIN(9), familyName: 'Асанова', givenName: 'Айгүл' } },
    {
      mother: { identity: 'NAMED' as const, familyName: 'Асанова', givenName: 'Айгүл', birthDate: '1990-05-25' },
      bornAt: '2024-07-20T08:00:00+06:00',
    },
    'SAME_MOTHER_BIRTH_DATE',
  ],
])('finds %s', async (_what, one, other, reason) => {
  await births.notify({ ...one, facility: BISHKEK });
  await births.notify(other);
  await worker.workOff();
  expect(await found()).toEqual([expect.arrayContaining([reason])]);
});

it.each([
  ['twins', { ...byPin(4), plurality: 2, birthOrder: 1 }, { ...byPin(4), plurality: 2, birthOrder: 2 }],
  [
    'children of one delivery, by its number',
    { ...byPin(5), deliveryId: 'D1', birthOrder: 1 },
    { ...byPin(5), deliveryId: 'D1', birthOrder: 2 },
  ],
  ['sisters years apart', byPin(6), { ...byPin(6), bornAt: '2022-05-25T08:30:00+06:00' }],
  [
    'sisters of a mother known by name, years apart',
    named('Асанова', 'Айгүл'),
    { ...named('Асанова', 'Айгүл'), bornAt: '2022-05-25T08:30:00+06:00' },
  ],
  ['children of two mothers', byPin(7), byPin(8)],
])('leaves %s in peace', async (_what, one, other) => {
  await births.notify(one);
  await births.notify(other);
  await worker.workOff();
  expect(await found()).toEqual([]);
});

it('finds triplets of whom one was notified twice: one pair', async () => {
  const child = (birthOrder: number) => ({ ...byPin(10), plurality: 3, birthOrder });
  for (const order of [1, 2, 3]) await births.notify(child(order));
  await births.notify({ ...child(2), facility: BISHKEK });
  await worker.workOff();
  expect(await found()).toHaveLength(1);
});

it('looks again once more is known', async () => {
  await births.notify(byPin(11));
  const { notificationId: id } = await births.notify({ mother: { identity: 'UNKNOWN' } });
  await worker.workOff();
  expect(await found()).toEqual([]);
  await births.ask(
    hospital(KEMIN),
    'mutation ($input: CompleteNotificationInput!) { completeNotification(input: $input) { id } }',
    { input: { id, version: 1, mother: byPin(11).mother } },
  );
  await worker.workOff();
  expect(await found()).toHaveLength(1);
});

it('finds one pair where two workers search both at the same time', async () => {
  await births.notify(byPin(12));
  await births.notify(byPin(12));
  const another = await duplicateWorker(births);
  await Promise.all([worker.workOff(), another.workOff()]);
  await worker.workOff();
  expect(another.errors).toEqual([]);
  expect(await found()).toHaveLength(1);
});

it('a worker that dies leaves its rows to the next one', async () => {
  await births.notify(byPin(13));
  await births.notify(byPin(13));
  const blocker = await births.database.as('owner', { poolSize: 1 });
  const runner = blocker.createQueryRunner();
  await runner.query('BEGIN; LOCK TABLE duplicate_candidate IN EXCLUSIVE MODE');
  const mortal = await duplicateWorker(births, await mortalTransactions(births));
  const dying = mortal.workOff().then(
    () => 'done',
    () => 'died',
  );
  const waits = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()
    AND query LIKE '%duplicate_candidate%'`;
  for (let tries = 0; (await births.database.admin(waits)).length === 0; tries += 1) {
    if (tries > 200) throw new Error('it never came to the search');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await births.database.admin(`SELECT pg_terminate_backend(pid) FROM (${waits}) w`);
  expect(await dying).toBe('died');
  await runner.query('ROLLBACK');
  await runner.release();
  expect(await births.database.admin(`SELECT 1 FROM duplicate_work WHERE kind = 'SEARCH'`)).toHaveLength(2);
  await (await duplicateWorker(births)).workOff();
  expect(await found()).toHaveLength(1);
  expect(await births.database.admin('SELECT 1 FROM duplicate_work')).toEqual([]);
});

it('a row that fails is put aside with its error, tried again later, and holds up nobody', async () => {
  await births.notify(byPin(14));
  await births.notify(byPin(14));
  const poisoned = await births.notify(byPin(15));
  await births.database.admin(`ALTER TABLE duplicate_key ADD CONSTRAINT poison
    CHECK (notification_id <> '${poisoned.notificationId}')`);
  await worker.workOff();
  expect(worker.errors.splice(0)).toHaveLength(1);
  expect(await found()).toHaveLength(1);
  const parked = await births.database.admin('SELECT attempts, error, not_before > now() AS later FROM duplicate_work');
  expect(parked).toEqual([{ attempts: 1, error: expect.stringContaining('poison'), later: true }]);
  expect(JSON.stringify(parked)).not.toContain(PIN(15));
  expect(await worker.worker.waiting()).toBe(0);

  await births.database.admin('ALTER TABLE duplicate_key DROP CONSTRAINT poison');
  await births.database.admin('UPDATE duplicate_work SET not_before = now()');
  await worker.workOff();
  expect(await births.database.admin('SELECT 1 FROM duplicate_work')).toEqual([]);
});

it('is woken by the commit of a notification, and the notifier can read neither keys nor work', async () => {
  const runner = (await births.database.as('app', { poolSize: 1 })).createQueryRunner();
  for (const table of ['duplicate_key', 'duplicate_work']) {
    await expect(runner.query(`SELECT * FROM ${table}`)).rejects.toThrow(/permission denied/);
  }
  await runner.release();
  expect(worker.worker.channel).toBe(DUPLICATE_CHANNEL);
  worker.worker.start();
  await births.notify(byPin(16));
  await births.notify(byPin(16));
  worker.worker.wake();
  for (let tries = 0; (await found()).length === 0 && tries < 200; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await worker.worker.close();
  expect(await found()).toHaveLength(1);
});
