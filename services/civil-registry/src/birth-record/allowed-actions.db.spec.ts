import { aCitizen, aPrincipal, triedAction } from '@kamkor/testing';
import { ACTION_ROLES } from '../rules/birth-record/roles.js';
import { NOW, Registry, registrar } from '../testing/registry.js';

let registry: Registry;
let serial = 0;
beforeAll(async () => {
  registry = await Registry.open();
});
afterAll(async () => {
  expect(registry.graph.unexpected).toEqual([]);
  await registry.close();
});

type Action = keyof typeof ACTION_ROLES;
const ACTIONS = Object.keys(ACTION_ROLES) as Action[];
const PIN = () => `12505202${String((serial += 1)).padStart(6, '0')}`;
const EXTRA: Readonly<Record<Action, () => object>> = {
  applyForBirthCertificate: () => ({}),
  withdrawBirthCertificateApplication: () => ({}),
  registerBirth: () => ({ familyName: 'Асанова', givenName: 'Бермет' }),
  issueBirthCertificate: () => ({}),
  identifyChild: () => ({ personId: null }),
  requestPin: () => ({}),
  recordPin: () => ({ pin: PIN() }),
  decideParentage: () => ({ decision: 'NOTIFIED_MOTHER', grounds: 'Роддом берген маалымкат' }),
};

interface Standing {
  readonly id: string;
  readonly version: number;
  readonly mother: string;
}
const second = aPrincipal({ subject: 'second registrar', roles: ['registrar'], territory: 'KG-C-03' });

async function act(action: Action, { id, version }: Standing, said: object = {}, who = registrar()) {
  const query = `mutation ($input: ${action[0]!.toUpperCase()}${action.slice(1)}Input!) { ${action}(input: $input) { version } }`;
  const input = { birthRecordId: id, version, ...EXTRA[action](), ...said };
  return (await registry.graph.ask(who, query, { input })).errors?.[0]?.extensions;
}

/** A record of a mother whom the registry knows; `children` of hers are known already, perhaps with a PIN. */
async function notified({ children = 0, pinKnown = false } = {}): Promise<Standing> {
  const pin = `12505199${String((serial += 1)).padStart(6, '0')}`;
  const mother = await registry.mother(pin);
  for (let child = 0; child < children; child += 1) {
    await registry.database.admin(
      `INSERT INTO person (family_name, given_name, birth_date, sex, territory, mother, known_from, entered_at, pin)
       VALUES ('Асанова', 'Бермет', '2024-05-25', 'FEMALE', 'KG-C-03', $1, 'PAPER', $2, $3)`,
      [mother, NOW.toString(), pinKnown ? PIN() : null],
    );
  }
  const [notification] = await registry.notify({ mother: { identity: 'PIN', pin } });
  const { id } = await registry.recordOf(notification!);
  return { id: id as unknown as string, version: 1, mother };
}

async function after(actions: readonly Action[], begin = notified, said: () => Promise<object> = async () => ({})) {
  let record = await begin();
  for (const action of actions) {
    const more = action === 'applyForBirthCertificate' ? await said() : {};
    const who = action === 'decideParentage' ? second : registrar();
    expect(await act(action, record, more, who)).toBeUndefined();
    record = { ...record, version: record.version + 1 };
  }
  return record;
}

const otherMother = async () => ({ motherId: await registry.mother(PIN().replace('12505202', '12505198')) });
const APPLIED = ['applyForBirthCertificate'] as const;
const REGISTERED = [...APPLIED, 'registerBirth'] as const;
const CERTIFIED = [...REGISTERED, 'issueBirthCertificate'] as const;
const closed = async () => {
  const [record, other] = [await notified(), await notified()];
  await registry.database.admin('UPDATE birth_record SET papers_on = $2 WHERE id = $1', [record.id, other.id]);
  return record;
};

/** What each allows a registrar who did not file it; by the mother, of these, what concerns an application. */
const STANDINGS: readonly [string, () => Promise<Standing>, readonly Action[]][] = [
  ['NOTIFIED', () => after([]), ['applyForBirthCertificate']],
  ['NOTIFIED, of several who it could be', () => after([], () => notified({ children: 2 })), ['identifyChild']],
  ['NOTIFIED, closed as a duplicate', closed, []],
  ['APPLIED', () => after(APPLIED), ['withdrawBirthCertificateApplication', 'registerBirth']],
  [
    'APPLIED, for another mother',
    () => after(APPLIED, notified, otherMother),
    ['withdrawBirthCertificateApplication', 'decideParentage'],
  ],
  [
    'APPLIED, the mother decided',
    () => after([...APPLIED, 'decideParentage'], notified, otherMother),
    ['withdrawBirthCertificateApplication', 'registerBirth'],
  ],
  ['REGISTERED', () => after(REGISTERED), ['issueBirthCertificate', 'requestPin']],
  [
    'REGISTERED, of a child whose PIN is known',
    () => after(REGISTERED, () => notified({ children: 1, pinKnown: true })),
    ['issueBirthCertificate'],
  ],
  ['REGISTERED, PIN pending', () => after([...REGISTERED, 'requestPin']), ['issueBirthCertificate', 'recordPin']],
  ['REGISTERED, PIN recorded', () => after([...REGISTERED, 'requestPin', 'recordPin']), ['issueBirthCertificate']],
  ['CERTIFIED', () => after(CERTIFIED), ['requestPin']],
  ['CERTIFIED, PIN pending', () => after([...CERTIFIED, 'requestPin']), ['recordPin']],
  ['CERTIFIED, PIN recorded', () => after([...CERTIFIED, 'requestPin', 'recordPin']), []],
];

const FAMILY: readonly Action[] = ['applyForBirthCertificate', 'withdrawBirthCertificateApplication'];
const CALLERS = [
  ['a registrar', () => second, (actions: readonly Action[]) => actions],
  // Who brought it there: the one who filed the application does not decide about its mother.
  [
    'the registrar who filed it',
    () => registrar(),
    (actions: readonly Action[]) => actions.filter((action) => action !== 'decideParentage'),
  ],
  [
    'the mother',
    ({ mother }: Standing) => aCitizen(mother),
    (actions: readonly Action[]) => actions.filter((action) => FAMILY.includes(action)),
  ],
] as const;

describe.each(STANDINGS)('a record that is %s', (_standing, make, allowed) => {
  // A mother is shown one child, so not the record that was closed.
  it.each(CALLERS.filter(([who]) => who !== 'the mother' || make !== closed))(
    'answers %s each action as allowedActions says',
    async (_who, callerOf, of) => {
      const expected = of(allowed);
      let record = await make();
      for (const action of ACTIONS) {
        const who = callerOf(record);
        const { reason } = await triedAction(registry.graph, who, { type: 'BirthRecord', id: record.id, action }, () =>
          act(action, record, {}, who),
        );
        expect([action, reason === null]).toEqual([action, expected.includes(action)]);
        if (reason === null) record = await make();
      }
    },
  );
});
