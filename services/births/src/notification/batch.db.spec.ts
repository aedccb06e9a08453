import { BirthsUnderTest, hospital } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
afterAll(() => births.close());

const NOTIFY = `mutation ($reports: [NotifyBirthInput!]!) { notifyBirths(reports: $reports) {
  index notification { id weightGrams } refusal { code reason field message } } }`;

const withKey = (key: string, variables: object, language = 'ru') =>
  births.graph.ask(hospital(), NOTIFY, variables, { 'idempotency-key': key, 'accept-language': language });

it('each birth of a batch is answered by itself, the wrong one by its field in the caller’s language', async () => {
  const reports = [
    births.report({ weightGrams: 3_100 }),
    births.report({ weightGrams: 3.2 }),
    births.report({ mother: { identity: 'PIN', pin: '12' } }),
    births.report({ plurality: 1, birthOrder: 2 }),
  ];
  const { data } = await births.graph.ask(hospital(), NOTIFY, { reports }, { 'accept-language': 'ru' });
  expect(data.notifyBirths).toEqual([
    { index: 0, notification: { id: expect.any(String), weightGrams: 3_100 }, refusal: null },
    {
      index: 1,
      notification: null,
      refusal: {
        code: 'BAD_USER_INPUT',
        reason: 'WEIGHT_IMPOSSIBLE',
        field: 'reports[1].weightGrams',
        message: 'Вес должен быть от 200 до 8000 граммов.',
      },
    },
    { index: 2, notification: null, refusal: expect.objectContaining({ field: 'reports[2].mother.pin' }) },
    { index: 3, notification: null, refusal: expect.objectContaining({ field: 'reports[3].birthOrder' }) },
  ]);
});

it('a repeated key gives every item its first answer again, also where it would be taken in by now', async () => {
  const tomorrow = births.report({ bornAt: '2024-05-26T08:30:00+06:00' });
  const reports = [births.report(), tomorrow, births.report()];
  const first = await withKey('batch-1', { reports });
  expect(first.data.notifyBirths[1].refusal.reason).toBe('BIRTH_IN_FUTURE');
  births.clock.moveTo('2024-05-27T06:00:00Z');
  expect((await withKey('batch-1', { reports })).data).toEqual(first.data);
  const inEnglish = await withKey('batch-1', { reports }, 'en');
  expect(inEnglish.data.notifyBirths[1].refusal).toMatchObject({ message: 'A birth cannot lie in the future.' });
  const other = await withKey('batch-1', { reports: [births.report()] });
  expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
});

it.each([0, 501])('a batch of %i is refused as a whole', async (count) => {
  const reports = Array.from({ length: count }, () => births.report());
  expect(await births.refusal(hospital(), NOTIFY, { reports })).toMatchObject({
    reason: 'BATCH_SIZE',
    field: 'reports',
  });
});
