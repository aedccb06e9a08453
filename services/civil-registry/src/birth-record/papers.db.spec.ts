import { aCitizen } from '@kamkor/testing';
import {
  BIRTH_RECORD_ACTIONS,
  BIRTH_RECORD_STATES,
  type BirthRecordState,
  stateAfter,
} from '../rules/birth-record/states.js';
import { NOW, Registry, registrar } from '../testing/registry.js';

let registry: Registry;
let pins = 10;
beforeAll(async () => {
  registry = await Registry.open();
});
afterAll(async () => {
  expect(registry.graph.unexpected).toEqual([]);
  await registry.close();
});

const NAMES = { familyName: 'Асанова', givenName: 'Бермет' };
const SEEN =
  '{ id version state appliedAt applicant actNumber certificateSeries certificateNumber dueAt child { familyName } }';

const act = (action: string, input: object, as = registrar()) =>
  registry.graph.ask(
    as,
    `mutation ($input: ${action[0]!.toUpperCase()}${action.slice(1)}Input!) { ${action}(input: $input) ${SEEN} }`,
    { input: { ...(action === 'registerBirth' ? NAMES : {}), ...input } },
  );

async function aRecord({ state = 'NOTIFIED' as BirthRecordState, ofMother = false } = {}) {
  const pin = `125051990000${(pins += 1)}`;
  const mother = ofMother ? await registry.mother(pin) : null;
  const [notification] = await registry.notify(ofMother ? { mother: { identity: 'PIN', pin } } : {});
  const { id: birthRecordId } = await registry.recordOf(notification!);
  let version = 1;
  for (const action of ['applyForBirthCertificate', 'registerBirth', 'issueBirthCertificate'].slice(
    0,
    BIRTH_RECORD_STATES.indexOf(state),
  )) {
    const { errors } = await act(action, { birthRecordId, version });
    expect(errors).toBeUndefined();
    version += 1;
  }
  return {
    birthRecordId: birthRecordId as unknown as string,
    version,
    mother: mother as string,
    notification: notification!,
  };
}

describe.each(BIRTH_RECORD_STATES)('in state %s', (state) => {
  it.each(BIRTH_RECORD_ACTIONS)('%s does what the table says', async (action) => {
    const { birthRecordId, version } = await aRecord({ state });
    const { data, errors } = await act(action, { birthRecordId, version });
    const to = stateAfter(state, action);
    if (to) expect(data[action]).toMatchObject({ state: to, version: version + 1 });
    else expect(errors?.[0]?.extensions).toMatchObject({ code: 'TRANSITION_REFUSED', state });
  });
});

it('tells births each step with the time of the fact, and what is due by when', async () => {
  const { birthRecordId, notification } = await aRecord();
  const appliedAt = '2024-05-30T04:00:00Z';
  const applied = await act('applyForBirthCertificate', { birthRecordId, version: 1, appliedAt, applicant: 'FATHER' });
  // Three working days after Monday 3 June 2024: Thursday, over when the day is over in Bishkek.
  expect(applied.data.applyForBirthCertificate).toMatchObject({
    appliedAt,
    applicant: 'FATHER',
    dueAt: '2024-06-06T18:00:00Z',
  });
  const registered = await act('registerBirth', { birthRecordId, version: 2 });
  expect(registered.data.registerBirth.actNumber).toMatch(/^2024-KG-C-03-\d{6}$/);
  expect(registered.data.registerBirth.child.familyName).toBe('Асанова');
  const issued = await act('issueBirthCertificate', { birthRecordId, version: 3 });
  expect(issued.data.issueBirthCertificate).toMatchObject({ certificateSeries: 'KR-I', dueAt: null });

  const events = (await registry.events()).filter(({ payload }) => payload.notificationId === notification);
  expect(
    events.map(({ type, payload }) => [type, payload.appliedAt ?? payload.registeredAt ?? payload.issuedAt]),
  ).toEqual([
    ['ChildRecorded', undefined],
    ['BirthCertificateApplied', appliedAt],
    ['BirthRegistered', NOW.toString()],
    ['BirthCertificateIssued', NOW.toString()],
  ]);
  const deadlines = await registry.database.admin<{ kind: string; state: string }>(
    'SELECT kind, state FROM deadline WHERE subject_id = $1 ORDER BY kind',
    [birthRecordId],
  );
  expect(deadlines).toEqual([
    { kind: 'BIRTH_REGISTRATION', state: 'MET' },
    { kind: 'CERTIFICATE_ISSUE', state: 'MET' },
  ]);
  const changes = await registry.database.admin<{ change: string }>(
    `SELECT change FROM trail_entry WHERE subject_id = $1 AND action = 'CHANGE' ORDER BY id`,
    [birthRecordId],
  );
  expect(changes.map(({ change }) => change)).toEqual([
    'CHILD_RECORDED',
    'CERTIFICATE_APPLIED',
    'BIRTH_REGISTERED',
    'CERTIFICATE_ISSUED',
  ]);
});

it('lets a family withdraw and apply again', async () => {
  const { birthRecordId } = await aRecord({ state: 'APPLIED' });
  const withdrawn = await act('withdrawBirthCertificateApplication', { birthRecordId, version: 2 });
  expect(withdrawn.data.withdrawBirthCertificateApplication).toMatchObject({ state: 'NOTIFIED', appliedAt: null });
  expect((await act('applyForBirthCertificate', { birthRecordId, version: 3 })).errors).toBeUndefined();
});

it.each([
  ['2024-05-25T07:59:59Z', 'APPLIED_BEFORE_BIRTH'],
  ['2024-06-03T05:00:01Z', 'APPLIED_IN_FUTURE'],
])('refuses an application at %s: %s', async (appliedAt, reason) => {
  const { birthRecordId, version } = await aRecord();
  const { errors } = await act('applyForBirthCertificate', { birthRecordId, version, appliedAt });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason, field: 'input.appliedAt' });
});

it('refuses a name that is none, in the language of the caller', async () => {
  const { birthRecordId, version } = await aRecord({ state: 'APPLIED' });
  const { errors } = await act('registerBirth', { birthRecordId, version, givenName: '12' });
  expect(errors?.[0]?.extensions).toMatchObject({ reason: 'NOT_A_NAME', field: 'input.givenName' });
});

it('answers the slower of two registrars with CONFLICT', async () => {
  const { birthRecordId, version } = await aRecord({ state: 'REGISTERED' });
  const answers = await Promise.all([1, 2].map(() => act('issueBirthCertificate', { birthRecordId, version })));
  const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort();
  expect(codes).toEqual(['CONFLICT', 'done']);
});

it('lets one of two registrars register, once, and never over a version that has passed', async () => {
  const { birthRecordId, version } = await aRecord({ state: 'APPLIED' });
  const answers = await Promise.all([1, 2].map(() => act('registerBirth', { birthRecordId, version })));
  expect(answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort()).toEqual(['CONFLICT', 'done']);
  const stale = await act('issueBirthCertificate', { birthRecordId, version });
  expect(stale.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'STALE_VERSION' });
});

it.each(['NOTIFIED', 'APPLIED', 'CERTIFIED'] as const)(
  'issues no certificate in state %s, and says so',
  async (state) => {
    const { birthRecordId, version } = await aRecord({ state });
    const { errors } = await act('issueBirthCertificate', { birthRecordId, version });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'TRANSITION_REFUSED', state });
    expect(errors?.[0]?.extensions.allowed).not.toContain('issueBirthCertificate');
  },
);

it('gives act numbers in parallel without a gap or a double', async () => {
  const records = await Promise.all([1, 2, 3, 4, 5, 6].map(() => aRecord({ state: 'APPLIED' })));
  const answers = await Promise.all(
    records.map(({ birthRecordId, version }) => act('registerBirth', { birthRecordId, version })),
  );
  const numbers = answers.map(({ data }) => Number(data.registerBirth.actNumber.slice(-6))).sort((a, b) => a - b);
  expect(new Set(numbers).size).toBe(6);
  expect(numbers[5]! - numbers[0]!).toBe(5);
});

describe('a mother', () => {
  it('applies for her own child, now, and takes it back', async () => {
    const { birthRecordId, mother } = await aRecord({ ofMother: true });
    const input = { birthRecordId, version: 1 };
    const past = await act(
      'applyForBirthCertificate',
      { ...input, appliedAt: '2024-05-30T04:00:00Z' },
      aCitizen(mother),
    );
    expect(past.errors?.[0]?.extensions).toMatchObject({ reason: 'CITIZEN_APPLIES_NOW' });
    const father = await act('applyForBirthCertificate', { ...input, applicant: 'FATHER' }, aCitizen(mother));
    expect(father.errors?.[0]?.extensions).toMatchObject({ reason: 'CITIZEN_APPLIES_AS_MOTHER' });
    const own = await act('applyForBirthCertificate', input, aCitizen(mother));
    expect(own.data.applyForBirthCertificate).toMatchObject({
      state: 'APPLIED',
      appliedAt: NOW.toString(),
      applicant: 'MOTHER',
    });
    const back = await act('withdrawBirthCertificateApplication', { birthRecordId, version: 2 }, aCitizen(mother));
    expect(back.data.withdrawBirthCertificateApplication.state).toBe('NOTIFIED');
  });

  it('neither registers nor issues, and finds nobody else’s record', async () => {
    const { birthRecordId, mother } = await aRecord({ ofMother: true, state: 'REGISTERED' });
    const forbidden = await act('issueBirthCertificate', { birthRecordId, version: 3 }, aCitizen(mother));
    expect(forbidden.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const other = await aRecord({ ofMother: true });
    const strange = await act(
      'applyForBirthCertificate',
      { birthRecordId: other.birthRecordId, version: 1 },
      aCitizen(mother),
    );
    expect(strange.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.birthRecordId' });
  });
});

it('is not found by a registrar of another territory', async () => {
  const { birthRecordId } = await aRecord();
  const { errors } = await act('applyForBirthCertificate', { birthRecordId, version: 1 }, registrar('KG-B'));
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
});
