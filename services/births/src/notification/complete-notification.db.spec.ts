import { BirthsUnderTest, hospital, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
afterAll(() => births.close());

const COMPLETE = `mutation ($input: CompleteNotificationInput!) { completeNotification(input: $input) {
  id version missing weightGrams territory { id } territorySource mother { identity pin familyName } } }`;
const COMPLETELY = {
  weightGrams: 2_900,
  mother: { identity: 'PIN', pin: '11403199600123' },
  father: { identity: 'NAMED', familyName: 'Б', givenName: 'В' },
  motherTerritory: 'KG-C-03',
  plurality: 2,
  birthOrder: 1,
  deliveryId: 'D7',
  attendant: 'MIDWIFE',
  informantPhone: '0555 123456',
  motherAddress: 'Кемин, 5',
};

it('what was missing is said later, once, and the registry hears of it', async () => {
  const { notificationId: id } = await births.notify({ weightGrams: null, motherTerritory: null });
  const { completeNotification } = await births.ask(hospital(), COMPLETE, { input: { id, version: 1, ...COMPLETELY } });
  expect(completeNotification).toMatchObject({
    version: 2,
    missing: [],
    weightGrams: 2_900,
    mother: { identity: 'PIN', familyName: 'Асанова' },
    territorySource: 'MOTHER',
  });
  const told = await births.database.admin<{ payload: object }>(
    `SELECT payload FROM outbox_event WHERE subject_id = $1 AND type <> 'BirthNotified'`,
    [id],
  );
  expect(told.map(({ payload }) => payload)).toMatchObject([{ weightGrams: 2_900, mother: { identity: 'PIN' } }]);
  for (const [field, value] of Object.entries(COMPLETELY)) {
    const refused = await births.refusal(hospital(), COMPLETE, { input: { id, version: 2, [field]: value } });
    expect(refused).toMatchObject({ reason: 'ALREADY_STATED', field: `input.${field}` });
  }
});

it('the mother’s territory moves watch, task and deadlines out of the facility’s, and the unit there sees them', async () => {
  births.clock.moveTo('2024-07-26T05:00:00Z');
  const { notificationId: id, watchId } = await births.notify({ motherTerritory: null });
  await births.sweep();
  await births.ask(hospital(), COMPLETE, { input: { id, version: 1, motherTerritory: 'KG-O-02' } });
  const places = await births.database.admin(
    `SELECT w.territory AS watch, w.territory_source AS source, t.territory AS task, d.territory AS deadline
     FROM documentation_watch w JOIN outreach_task t ON t.watch_id = w.id
     JOIN deadline d ON d.subject_id = t.id AND d.state = 'PENDING' AND d.kind = 'OUTREACH_FIRST_VISIT' WHERE w.id = $1`,
    [watchId],
  );
  expect(places).toEqual([{ watch: 'KG-O-02', source: 'MOTHER', task: 'KG-O-02', deadline: 'KG-O-02' }]);
  const [told] = await births.database.admin<{ payload: object }>(
    `SELECT payload FROM outbox_event WHERE subject_id = $1 AND type = 'ChildStandingChanged'`,
    [id],
  );
  expect(told?.payload).toEqual({ notificationId: id, territory: 'KG-O-02', careStatus: 'WITH_PARENTS', died: false });
  const TASKS = '{ outreachTasks(states: [OPEN]) { edges { node { watch { id } } } } }';
  const seen = async (territory: string) =>
    JSON.stringify((await births.ask(socialWorker(territory), TASKS)).outreachTasks).includes(watchId);
  expect([await seen('KG-C-03'), await seen('KG-O-02')]).toEqual([false, true]);
});

it('is refused to another facility as if there were none, with a stale version, with nothing, and with what is wrong', async () => {
  const { notificationId: id } = await births.notify({ weightGrams: null, plurality: 2 });
  const refused = (input: object, who = hospital()) =>
    births.refusal(who, COMPLETE, { input: { id, version: 1, ...input } });
  expect(await refused({ weightGrams: 3_000 }, hospital('KG-GO-F01'))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refused({ version: 9, weightGrams: 3_000 })).toMatchObject({ code: 'CONFLICT' });
  expect(await refused({})).toMatchObject({ reason: 'NOTHING_TO_COMPLETE', field: 'input' });
  expect(await refused({ birthOrder: 3 })).toMatchObject({ field: 'input.birthOrder' });
  expect(await refused({ weightGrams: 3 })).toMatchObject({ field: 'input.weightGrams', reason: 'WEIGHT_IMPOSSIBLE' });
  expect(await refused({ mother: { identity: 'UNKNOWN' } })).toMatchObject({
    reason: 'ALREADY_STATED',
    field: 'input.mother',
  });
});
