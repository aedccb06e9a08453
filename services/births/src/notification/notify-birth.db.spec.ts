import { aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, guardianship, hospital, KEMIN, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
afterAll(() => births.close());

const NOTIFY = `mutation ($input: NotifyBirthInput!) { notifyBirth(input: $input) { id version missing registryState
  territorySource territory { id } facility { id nameEn } child { id } mother { identity familyName person { id } }
  bornAt birthDate } }`;

describe('a notified birth', () => {
  it('is answered with what is missing, and is watched, told and recorded in one go', async () => {
    const input = births.report({ weightGrams: null, motherTerritory: null });
    const { notifyBirth } = await births.ask(hospital(), NOTIFY, { input });
    expect(notifyBirth).toMatchObject({
      version: 1,
      missing: [
        'WEIGHT',
        'MOTHER_PIN',
        'FATHER',
        'MOTHER_TERRITORY',
        'MOTHER_ADDRESS',
        'INFORMANT_PHONE',
        'ATTENDANT',
        'PLURALITY',
      ],
      registryState: 'PENDING',
      territorySource: 'FACILITY',
      territory: { id: 'KG-C-03' },
      facility: { id: KEMIN, nameEn: 'Kemin Maternity Ward (demo)' },
      child: null,
      mother: { identity: 'NAMED', familyName: 'Асанова', person: null },
      bornAt: '2024-05-25T02:30:00Z',
      birthDate: '2024-05-25',
    });
    const [stored] = await births.database.admin(
      `SELECT w.state, w.due_at::text AS due, d.kind, d.state AS deadline, d.due_at = w.due_at AS "sameDue", d.binds,
         e.type, e.payload->>'notificationId' = $1::text AS told, t.change
       FROM documentation_watch w JOIN deadline d ON d.subject_id = w.id JOIN outbox_event e ON e.subject_id = $1::uuid
       JOIN trail_entry t ON t.subject_id = $1::uuid AND t.action = 'CHANGE' WHERE w.notification_id = $1::uuid`,
      [notifyBirth.id],
    );
    expect(stored).toMatchObject({
      state: 'AWAITING_APPLICATION',
      due: '2024-07-24 18:00:00+00',
      kind: 'CERTIFICATE_APPLICATION',
      deadline: 'PENDING',
      sameDue: true,
      binds: 'STATE',
      type: 'BirthNotified',
      told: true,
      change: 'BIRTH_NOTIFIED',
    });
  });

  it('is the same notification when its record comes again, also twenty times at once', async () => {
    const input = births.report();
    const answers = await Promise.all(Array.from({ length: 20 }, () => births.ask(hospital(), NOTIFY, { input })));
    const ids = new Set(answers.map(({ notifyBirth }) => notifyBirth.id));
    expect(ids.size).toBe(1);
    const again = await births.ask(hospital(), NOTIFY, { input: { ...input, weightGrams: 2_000 } });
    expect(again.notifyBirth.id).toBe([...ids][0]);
    const [counted] = await births.database.admin(
      `SELECT (SELECT count(*)::int FROM documentation_watch WHERE notification_id = $1) AS watches,
         (SELECT count(*)::int FROM outbox_event WHERE subject_id = $1) AS events`,
      [[...ids][0]],
    );
    expect(counted).toEqual({ watches: 1, events: 1 });
  });

  it('of another child under a number that stands is refused in the caller’s language, with nothing of the one that stands', async () => {
    const input = births.report();
    const stands = await births.ask(hospital(), NOTIFY, { input });
    births.clock.moveTo('2025-05-25T06:00:00Z');
    const nextYear = { ...input, bornAt: '2025-05-24T08:30:00+06:00' };
    const { errors } = await births.graph.ask(hospital(), NOTIFY, { input: nextYear }, { 'accept-language': 'ru' });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('под собственным номером'),
      extensions: {
        code: 'BAD_USER_INPUT',
        reason: 'RECORD_NUMBER_OF_ANOTHER_BIRTH',
        field: 'input.facilityRecordNumber',
      },
    });
    expect(JSON.stringify(errors)).not.toContain(stands.notifyBirth.id);
    const own = { ...nextYear, facilityRecordNumber: `2025/${input.facilityRecordNumber}` };
    expect((await births.ask(hospital(), NOTIFY, { input: own })).notifyBirth.id).not.toBe(stands.notifyBirth.id);
    expect((await births.ask(hospital(), NOTIFY, { input })).notifyBirth.id).toBe(stands.notifyBirth.id);
    births.clock.moveTo('2024-05-25T06:00:00Z');
  });

  it('of two under one number at the same moment is one, and each of its own sender is answered so every time', async () => {
    const inputs = ['FEMALE', 'MALE'].map((sex) => ({
      ...births.report({ sex: sex as 'MALE' }),
      facilityRecordNumber: 'T/1',
    }));
    const told = Array.from({ length: 12 }, (_, index) => inputs[index % 2] as (typeof inputs)[number]);
    const answers = await Promise.all(told.map((input) => births.graph.ask(hospital(), NOTIFY, { input })));
    const of = (parity: number) => answers.filter((_, index) => index % 2 === parity);
    const [taken, refused] = of(0).every(({ errors }) => !errors) ? [of(0), of(1)] : [of(1), of(0)];
    expect(new Set(taken.map(({ data }) => data.notifyBirth.id)).size).toBe(1);
    for (const { errors } of refused) {
      expect(errors?.[0]?.extensions).toMatchObject({ reason: 'RECORD_NUMBER_OF_ANOTHER_BIRTH' });
    }
  });

  it('of another facility is refused, and the same number of another facility is another birth', async () => {
    const input = births.report();
    expect(await births.refusal(hospital('KG-GO-F01'), NOTIFY, { input })).toMatchObject({
      code: 'FORBIDDEN',
      reason: 'FACILITY_NOT_YOURS',
      field: 'input.facility',
    });
    const here = await births.ask(hospital(), NOTIFY, { input });
    const there = await births.ask(hospital('KG-GO-F01'), NOTIFY, { input: { ...input, facility: 'KG-GO-F01' } });
    expect(there.notifyBirth.id).not.toBe(here.notifyBirth.id);
  });

  it('outside a facility is told by a community reporter of that territory', async () => {
    const reporter = aPrincipal({ subject: 'feldsher', roles: ['community-reporter'], territory: 'KG-N' });
    const input = births.report({
      facility: null,
      birthTerritory: 'KG-N-06',
      placeOfBirth: 'Ат-Башы',
      motherTerritory: null,
    });
    const { notifyBirth } = await births.ask(reporter, NOTIFY, { input });
    expect(notifyBirth).toMatchObject({
      facility: null,
      territorySource: 'PLACE_OF_BIRTH',
      territory: { id: 'KG-N-06' },
    });
    expect((await births.ask(reporter, NOTIFY, { input })).notifyBirth.id).toBe(notifyBirth.id);
    const list = 'query { birthNotifications { totalCount edges { node { id } } } }';
    expect((await births.ask(reporter, list)).birthNotifications).toEqual({
      totalCount: 1,
      edges: [{ node: { id: notifyBirth.id } }],
    });
    const another = aPrincipal({ subject: 'another', roles: ['community-reporter'], territory: 'KG-N' });
    expect((await births.ask(another, list)).birthNotifications.totalCount).toBe(0);
    expect(await births.refusal(reporter, NOTIFY, { input: { ...input, birthTerritory: 'KG-C-03' } })).toMatchObject({
      reason: 'TERRITORY_NOT_YOURS',
    });
  });

  it('that is a stillbirth is watched by nobody', async () => {
    const { notificationId } = await births.notify({ live: false });
    const rows = await births.database.admin('SELECT 1 FROM documentation_watch WHERE notification_id = $1', [
      notificationId,
    ]);
    expect(rows).toEqual([]);
    const query = 'query ($id: UUID!) { birthNotification(id: $id) { live documentation { id } } }';
    const ask = async (who: ReturnType<typeof aPrincipal>) =>
      (await births.ask(who, query, { id: notificationId })).birthNotification;
    expect(await ask(aPrincipal({ roles: ['registrar'], territory: 'KG-C-03' }))).toEqual({
      live: false,
      documentation: null,
    });
    expect(await ask(socialWorker())).toBeNull();
  });

  it.each([
    [{ bornAt: '2024-05-25T12:00:01+06:00' }, 'BIRTH_IN_FUTURE', 'bornAt'],
    [{ weightGrams: 90 }, 'WEIGHT_IMPOSSIBLE', 'weightGrams'],
    [{ mother: { identity: 'PIN', pin: '3000' } }, 'PIN_MALFORMED', 'mother.pin'],
    [{ motherTerritory: 'KG-C-77' }, 'TERRITORY_UNKNOWN', 'motherTerritory'],
  ] as const)('that says %j is refused with %s', async (said, reason, field) => {
    const input = births.report(said);
    expect(await births.refusal(hospital(), NOTIFY, { input })).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason,
      field: `input.${field}`,
    });
  });

  it('of a relinquished child is seen by guardianship and not by the social unit', async () => {
    const { notificationId } = await births.notify({ careStatus: 'RELINQUISHED' });
    const query = 'query ($id: UUID!) { birthNotification(id: $id) { id } }';
    const seen = async (who: Parameters<typeof births.ask>[0]) =>
      (await births.ask(who, query, { id: notificationId })).birthNotification !== null;
    expect(await seen(guardianship())).toBe(true);
    expect(await seen(socialWorker())).toBe(false);
    expect(await seen(guardianship('KG-B'))).toBe(false);
    expect(await seen(hospital())).toBe(true);
  });

  it('shows no documentation to the hospital: denied, not empty', async () => {
    const { notificationId } = await births.notify();
    const query = 'query ($id: UUID!) { birthNotification(id: $id) { documentation { state } } }';
    expect(await births.refusal(hospital(), query, { id: notificationId })).toMatchObject({ code: 'FORBIDDEN' });
  });
});
