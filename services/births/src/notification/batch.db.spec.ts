import { BirthsUnderTest, hospital } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
afterAll(() => births.close());

const NOTIFY = `mutation ($reports: [BirthReport]!) { notifyBirths(reports: $reports) {
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

describe('an item of a batch', () => {
  const without = (field: string) => ({ ...births.report(), [field]: undefined });
  const parent = (said: object) => ({ identity: 'NAMED', familyName: 'Асанова', givenName: 'Айгүл', ...said });
  const wrong: [string, () => unknown, string, string][] = [
    ['an unknown sex', () => births.report({ sex: 'GIRL' as never }), '.sex', 'CODE_UNKNOWN'],
    ['a sex that is a number', () => births.report({ sex: 1 as never }), '.sex', 'CODE_UNKNOWN'],
    ['an unknown attendant', () => births.report({ attendant: 'UNCLE' as never }), '.attendant', 'CODE_UNKNOWN'],
    ['an unknown care status', () => births.report({ careStatus: '' as never }), '.careStatus', 'CODE_UNKNOWN'],
    [
      'an unknown identity',
      () => births.report({ mother: { identity: 'X' as never } }),
      '.mother.identity',
      'CODE_UNKNOWN',
    ],
    ['no identity', () => births.report({ mother: {} as never }), '.mother.identity', 'VALUE_MISSING'],
    ['a mother that is a text', () => births.report({ mother: 'Айгүл' as never }), '.mother', 'NOT_AN_OBJECT'],
    ['a father that is a list', () => births.report({ father: [1] as never }), '.father', 'NOT_AN_OBJECT'],
    [
      'a name that is a number',
      () => births.report({ mother: parent({ givenName: 7 }) as never }),
      '.mother.givenName',
      'NOT_A_TEXT',
    ],
    [
      'U+0000 in a name',
      () => births.report({ mother: parent({ givenName: 'а\0б' }) as never }),
      '.mother.givenName',
      'TEXT_NOT_STORABLE',
    ],
    ['no record number', () => without('facilityRecordNumber'), '.facilityRecordNumber', 'VALUE_MISSING'],
    [
      'an empty record number',
      () => births.report({ facilityRecordNumber: null as never }),
      '.facilityRecordNumber',
      'VALUE_MISSING',
    ],
    ['no time of birth', () => without('bornAt'), '.bornAt', 'VALUE_MISSING'],
    ['a time of birth that is a number', () => births.report({ bornAt: 20_240_525 as never }), '.bornAt', 'NOT_A_TEXT'],
    ['no word on life', () => without('live'), '.live', 'VALUE_MISSING'],
    ['a life that is a text', () => births.report({ live: 'true' as never }), '.live', 'NOT_A_BOOLEAN'],
    ['a weight that is a text', () => births.report({ weightGrams: '3200' as never }), '.weightGrams', 'NOT_A_NUMBER'],
    ['a plurality with a fraction', () => births.report({ plurality: 1.5 }), '.plurality', 'NOT_A_WHOLE_NUMBER'],
    ['a plurality beyond 32 bits', () => births.report({ plurality: 1e10 }), '.plurality', 'NOT_A_WHOLE_NUMBER'],
    ['a facility that is an object', () => births.report({ facility: {} as never }), '.facility', 'NOT_A_TEXT'],
    ['a field that does not exist', () => ({ ...births.report(), colour: 'red' }), '.colour', 'FIELD_UNKNOWN'],
    ['null', () => null, '', 'VALUE_MISSING'],
    ['a text', () => 'a birth', '', 'NOT_AN_OBJECT'],
    ['a list', () => [births.report()], '', 'NOT_AN_OBJECT'],
  ];

  it.each(wrong)('with %s is refused alone, by field, reason and in each language', async (_, item, field, reason) => {
    const messages = new Set<string>();
    for (const language of ['ky', 'ru', 'en']) {
      const reports = [births.report(), item(), births.report()];
      const { data, errors } = await births.graph.ask(hospital(), NOTIFY, { reports }, { 'accept-language': language });
      expect(errors).toBeUndefined();
      expect(data.notifyBirths.map((one: { notification: unknown }) => one.notification !== null)).toEqual([
        true,
        false,
        true,
      ]);
      expect(data.notifyBirths[1].refusal).toMatchObject({
        code: 'BAD_USER_INPUT',
        reason,
        field: `reports[1]${field}`,
      });
      messages.add(data.notifyBirths[1].refusal.message);
    }
    expect(messages.size).toBe(3);
  });

  it('is read from the text of the query as well', async () => {
    const item = (
      sex: string,
    ) => `{ facility: "KG-C-03-F01", facilityRecordNumber: "literal ${sex}", bornAt: "2024-05-25T08:30:00+06:00",
      sex: ${sex}, live: true, mother: { identity: UNKNOWN } }`;
    const query = `mutation { notifyBirths(reports: [${item('MALE')}, ${item('GIRL')}]) { notification { sex } refusal { field } } }`;
    expect((await births.ask(hospital(), query)).notifyBirths).toEqual([
      { notification: { sex: 'MALE' }, refusal: null },
      { notification: null, refusal: { field: 'reports[1].sex' } },
    ]);
  });
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

it('halves of characters are refused, so that two numbers that differ in them are not taken for one', async () => {
  const reports = ['\ud800Q', '\ud801Q'].map((facilityRecordNumber) => births.report({ facilityRecordNumber }));
  const { data } = await births.graph.ask(hospital(), NOTIFY, { reports });
  expect(data.notifyBirths).toMatchObject(
    [0, 1].map((index) => ({
      notification: null,
      refusal: { reason: 'TEXT_NOT_STORABLE', field: `reports[${index}].facilityRecordNumber` },
    })),
  );
});
