import { randomUUID } from 'node:crypto';
import {
  WATCH_STATES,
  WATCH_TRANSITIONS,
  type WatchFact,
  type WatchState,
} from '../rules/documentation/watch-states.js';
import { BirthsUnderTest, type Child, hospital } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
afterAll(() => births.close());

const DEATH = 'mutation ($input: RecordChildDeathInput!) { recordChildDeath(input: $input) { id } }';
const IN_TERM = '2024-06-10T05:00:00Z';
const OVERDUE = '2024-07-26T05:00:00Z';

const of = ({ notificationId }: Child) => ({ notificationId, personId: randomUUID() });
const now = () => births.clock.now().toString();

/** What makes each fact of the table happen: the registry's word, the sweep, and what is stated of the child. */
const HAPPENS: Readonly<Record<WatchFact, (child: Child) => Promise<unknown>>> = {
  apply: (child) => births.hear('BirthCertificateApplied', { ...of(child), appliedAt: now() }),
  withdrawApplication: (child) =>
    births.hear('BirthCertificateApplicationWithdrawn', { ...of(child), withdrawnAt: now() }),
  document: (child) => births.hear('BirthCertificateIssued', { ...of(child), issuedAt: now() }),
  lapse: async () => {
    births.clock.moveTo(OVERDUE);
    await births.sweep();
  },
  cancel: ({ notificationId }) => births.ask(hospital(), DEATH, { input: { notificationId, version: 1 } }),
};
/** By which facts a child comes into each state. */
const INTO: Readonly<Record<WatchState, readonly WatchFact[]>> = {
  AWAITING_APPLICATION: [],
  APPLIED: ['apply'],
  OVERDUE: ['lapse'],
  DOCUMENTED: ['document'],
  CANCELLED: ['cancel'],
};

const watch = async ({ watchId }: Child) =>
  (
    await births.database.admin<{ state: WatchState; cancellation: string | null }>(
      'SELECT state, cancellation FROM documentation_watch WHERE id = $1',
      [watchId],
    )
  )[0]!;
const running = async ({ watchId }: Child) =>
  (
    await births.database.admin<{ kind: string }>(
      `SELECT d.kind FROM deadline d WHERE d.state IN ('PENDING', 'SUSPENDED', 'PARKED') AND d.subject_id IN (
         SELECT $1::uuid UNION ALL SELECT id FROM outreach_task WHERE watch_id = $1) ORDER BY d.kind`,
      [watchId],
    )
  ).map(({ kind }) => kind);
const openTasks = async ({ watchId }: Child) =>
  (await births.database.admin(`SELECT id FROM outreach_task WHERE watch_id = $1 AND state = 'OPEN'`, [watchId]))
    .length;

async function childIn(state: WatchState): Promise<Child> {
  births.clock.moveTo(IN_TERM);
  const child = await births.notify();
  for (const fact of INTO[state]) await HAPPENS[fact](child);
  expect((await watch(child)).state).toBe(state);
  return child;
}

describe.each(WATCH_STATES)('a watch that is %s', (from) => {
  it.each(Object.keys(HAPPENS) as WatchFact[])(
    'becomes by %s what the table says, and its deadlines and tasks follow',
    async (fact) => {
      const child = await childIn(from);
      const to = (WATCH_TRANSITIONS[from] as Partial<Record<WatchFact, WatchState>>)[fact] ?? from;
      // The only one that a person states, so the only one that is refused: nobody dies twice.
      if (fact === 'cancel' && from === 'CANCELLED') {
        const refused = births.refusal(hospital(), DEATH, {
          input: { notificationId: child.notificationId, version: 2 },
        });
        return expect(await refused).toMatchObject({ code: 'TRANSITION_REFUSED', state: 'DIED', allowed: [] });
      }
      await HAPPENS[fact](child);
      const after = await watch(child);
      expect(after).toEqual({ state: to, cancellation: to === 'CANCELLED' ? 'CHILD_DIED' : null });
      const overdue = ['OUTREACH_FIRST_VISIT', 'OUTREACH_REVIEW'];
      const deadlines = { AWAITING_APPLICATION: ['CERTIFICATE_APPLICATION'], OVERDUE: overdue } as const;
      // A late application stops no visit: somebody helps until there is a certificate.
      const followed =
        to === 'APPLIED' && from === 'OVERDUE' ? overdue : (deadlines[to as keyof typeof deadlines] ?? []);
      expect(await running(child)).toEqual(followed);
      expect(await openTasks(child)).toBe(followed === overdue ? 1 : 0);
    },
  );
});
