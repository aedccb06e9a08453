import type { DemoFollowUp, DemoStep } from './demo-data.js';

const ENTER_PERSON = 'mutation ($input: EnterPersonInput!) { enterPerson(input: $input) { id } }';
const NAME_WORKER = 'mutation ($input: NameProtectionWorkerInput!) { nameProtectionWorker(input: $input) { id } }';
const NOTIFY_BIRTH = 'mutation ($input: NotifyBirthInput!) { notifyBirth(input: $input) { id } }';

const RECORD_VISIT = 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';

interface DemoMother {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic: string;
  readonly birthDate: string;
  readonly sex: 'FEMALE' | 'MALE';
  readonly pin: string;
}

/** The citizens of the identity provider, so that each finds a record of their own. */
const PEOPLE: readonly DemoMother[] = [
  {
    familyName: 'Бекболотова',
    givenName: 'Айсулуу',
    patronymic: 'Нурлановна',
    birthDate: '1996-03-14',
    sex: 'FEMALE',
    pin: '11403199600123',
  },
  {
    familyName: 'Бекболотов',
    givenName: 'Нурбек',
    patronymic: 'Алмазович',
    birthDate: '1994-07-05',
    sex: 'MALE',
    pin: '20507199400456',
  },
  {
    familyName: 'Турдубаева',
    givenName: 'Перизат',
    patronymic: 'Маратовна',
    birthDate: '2001-11-22',
    sex: 'FEMALE',
    pin: '12211200100789',
  },
];

const person = (mother: DemoMother): DemoStep => ({
  name: `person-${mother.pin.slice(-5)}`,
  role: 'registrar',
  query: ENTER_PERSON,
  variables: () => ({ input: { ...mother, territory: 'KG-C-03', knownFrom: 'PAPER' } }),
});

const birth = (number: string, daysAgo: number, pin: string, sex: string, weightGrams: number): DemoStep => ({
  name: `birth-${number}`,
  role: 'hospital',
  query: NOTIFY_BIRTH,
  variables: (today) => ({
    input: {
      facility: 'KG-C-03-F01',
      facilityRecordNumber: number,
      bornAt: `${today.subtract({ days: daysAgo })}T08:30:00+06:00`,
      sex,
      weightGrams,
      live: true,
      mother: { identity: 'PIN', pin },
      motherTerritory: 'KG-C-03',
    },
  }),
});

/** The family of an overdue child is visited once; nobody has visited before, else the step was done. */
const visit = (number: string, reasons: readonly string[]): DemoFollowUp => ({
  name: `visit-${number}`,
  role: 'social-worker',
  on: `{ outreachTasks(facilityRecordNumber: "${number}") { edges { node { id version visitCount } } } }`,
  query: RECORD_VISIT,
  variables: ({ outreachTasks: { edges } }) => {
    if (edges.length === 0) return undefined;
    const { id: taskId, version, visitCount } = edges[0].node;
    const visitedAt = Temporal.Now.instant().toString();
    const found = { outcome: 'PROMISED', metWith: ['MOTHER'], reasons, obstacles: [] };
    return visitCount > 0 ? null : { input: { taskId, version, visitedAt, ...found } };
  },
});

/** Demo people of guardianship, by who stands above them: without a naming their role shows no safety concern. */
const protection = (worker: string, territory: string, role: string): DemoStep => ({
  name: `protection-${territory}`,
  role,
  territory: 'KG',
  query: NAME_WORKER,
  variables: () => ({ input: { worker, territory } }),
});

/**
 * What a new local system contains, in this order: three people, two protection workers, a newborn, a child
 * who is overdue already, and a visit to it.
 */
export const DEMO_STEPS: readonly (DemoStep | DemoFollowUp)[] = [
  ...PEOPLE.map(person),
  protection('demo-guardianship-0', 'KG', 'admin'),
  protection('demo-guardianship-1', 'KG-C-03', 'guardianship'),
  birth('demo-1', 10, PEOPLE[0]!.pin, 'FEMALE', 3_350),
  birth('demo-2', 75, PEOPLE[2]!.pin, 'MALE', 3_120),
  visit('demo-2', ['TOO_FAR']),
];
