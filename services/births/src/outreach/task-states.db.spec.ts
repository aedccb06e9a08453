import { randomUUID } from 'node:crypto';
import type { Role } from '@kamkor/principal';
import { aPrincipal, triedAction } from '@kamkor/testing';
import { BY_PEOPLE, TASK_STATES, type TaskState } from '../rules/outreach/task-states.js';
import { BirthsUnderTest, guardianship, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
afterAll(() => births.close());

type Action = (typeof BY_PEOPLE)[number];

const mutation = (action: Action) => {
  const input = `${action.charAt(0).toUpperCase()}${action.slice(1)}Input`;
  return `mutation ($input: ${input}!) { ${action}(input: $input) { id } }`;
};
const INPUT: Readonly<Record<Action, () => object>> = {
  // Of before the end of a task that has ended, a moment ago.
  recordVisit: () => ({
    visitedAt: births.clock.now().subtract({ minutes: 2 }).toString(),
    outcome: 'PROMISED',
    metWith: [],
    reasons: [],
    obstacles: [],
  }),
  assignOutreach: () => ({}),
  offerHandover: () => ({ territory: 'KG-O-02' }),
  recordReview: () => ({ conclusion: 'CONTINUE' }),
};

const caller = (role: Role) => aPrincipal({ roles: [role], territory: 'KG-C-03', subject: `the-${role}` });
const ROLES = ['social-worker', 'social-supervisor', 'guardianship'] as const;

interface Standing {
  readonly state?: TaskState;
  readonly role: (typeof ROLES)[number];
  readonly heldBy?: string;
  readonly review?: boolean;
  readonly offered?: boolean;
}

/** A task of the caller's body in its district, in that state. */
async function taskIn({ state = 'OPEN', role, heldBy, review, offered }: Standing): Promise<string> {
  births.clock.moveTo('2024-07-26T05:00:00Z');
  const ofGuardianship = role === 'guardianship';
  const child = await births.notify(ofGuardianship ? { careStatus: 'IN_CARE' } : {});
  await births.sweep();
  const [task] = await births.database.admin<{ id: string }>('SELECT id FROM outreach_task WHERE watch_id = $1', [
    child.watchId,
  ]);
  const { id } = task!;
  const head = ofGuardianship ? guardianship() : caller('social-supervisor');
  const version = async () => (await row(id)).version;
  if (heldBy) {
    const input = { taskId: id, version: await version(), worker: heldBy };
    await births.ask(head, mutation('assignOutreach'), { input });
  }
  if (offered) {
    const input = { taskId: id, version: await version(), territory: 'KG-O' };
    await births.ask(ofGuardianship ? head : socialWorker(), mutation('offerHandover'), { input });
  }
  if (review) {
    births.clock.moveTo('2024-08-24T05:00:00Z');
    await births.sweep();
  }
  const of = { notificationId: child.notificationId, personId: randomUUID() };
  if (state === 'CLOSED')
    await births.hear('BirthCertificateIssued', { ...of, issuedAt: births.clock.now().toString() });
  if (state === 'WITHDRAWN') await births.hear('BirthCertificateApplied', { ...of, appliedAt: '2024-07-01T05:00:00Z' });
  expect((await row(id)).state).toBe(state);
  births.clock.moveTo(births.clock.now().add({ minutes: 1 }).toString());
  return id;
}

const row = async (id: string) =>
  (
    await births.database.admin<{ version: number; state: TaskState }>(
      'SELECT version, state FROM outreach_task WHERE id = $1',
      [id],
    )
  )[0]!;

async function trying(standing: Standing, action: Action) {
  const id = await taskIn(standing);
  const who = caller(standing.role);
  const { version } = await row(id);
  const answer = await triedAction(births.graph, who, { type: 'OutreachTask', id, action }, () =>
    births.refusal(who, mutation(action), { input: { taskId: id, version, ...INPUT[action]() } }),
  );
  return { ...answer, changed: (await row(id)).version !== version };
}

describe.each(ROLES)('what %s may do with a task', (role) => {
  it.each(
    TASK_STATES.flatMap((state) =>
      [false, true].flatMap((review) => BY_PEOPLE.map((action) => [state, review, action] as const)),
    ),
  )('that is %s, review due %s: %s is answered as allowedActions says', async (state, review, action) => {
    const { reason, refused, changed } = await trying({ state, role, review }, action);
    const supervises = role !== 'social-worker';
    if (action === 'recordReview' && !supervises) return expect(reason).toBe('ROLE_NOT_ALLOWED');
    const allowed = action === 'recordVisit' || (state === 'OPEN' && (action !== 'recordReview' || review));
    expect([reason, changed]).toEqual(allowed ? [null, action !== 'offerHandover'] : ['STATE_DOES_NOT_ALLOW', false]);
    if (allowed) return;
    const ended = { state, allowed: ['recordVisit'] };
    expect(refused).toMatchObject(state === 'OPEN' ? { state: 'REVIEW_NOT_DUE', allowed: [] } : ended);
  });

  it('that somebody else, or the caller, has: it is given away by who supervises', async () => {
    const of = (heldBy: string) => trying({ role, heldBy }, 'assignOutreach');
    expect((await of('somebody')).reason).toBe(role === 'social-worker' ? 'ROLE_NOT_ALLOWED' : null);
    expect((await of(`the-${role}`)).reason).toBeNull();
  });

  it('that is offered already: it is offered to nobody else meanwhile', async () => {
    expect(await trying({ role, offered: true }, 'offerHandover')).toMatchObject({
      reason: 'HANDOVER_ALREADY_OFFERED',
      refused: { reason: 'HANDOVER_ALREADY_OFFERED' },
    });
    expect((await trying({ role, offered: true }, 'recordVisit')).reason).toBeNull();
  });
});
