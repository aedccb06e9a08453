import { triedAction } from '@kamkor/testing';
import {
  concernAfter,
  SAFETY_CONCERN_ACTIONS,
  SAFETY_CONCERN_STATES,
  type SafetyConcernAction,
} from '../rules/obstacle/safety-concern-states.js';
import { BirthsUnderTest, guardianship, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-07-26T05:00:00Z');
  await births.nameWorker(guardianship());
}, 60_000);
afterAll(() => births.close());

const RECORD = 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';
const MUTATIONS = {
  takeUpSafetyConcern:
    'mutation ($input: TakeUpSafetyConcernInput!) { takeUpSafetyConcern(input: $input) { state version } }',
  closeSafetyConcern:
    'mutation ($input: CloseSafetyConcernInput!) { closeSafetyConcern(input: $input) { state version } }',
};
const inputOf = (action: SafetyConcernAction, id: string, version: number) => ({
  input: { safetyConcernId: id, version, ...(action === 'closeSafetyConcern' ? { outcome: 'REFERRED' } : {}) },
});

/** A concern that a visit raised, brought through those actions. */
async function concernAfterAll(...actions: SafetyConcernAction[]): Promise<{ id: string; version: number }> {
  const { watchId, notificationId } = await births.notify();
  await births.sweep();
  const [task] = await births.database.admin<{ id: string }>('SELECT id FROM outreach_task WHERE watch_id = $1', [
    watchId,
  ]);
  const found = { outcome: 'REFUSED', metWith: [], reasons: [], obstacles: [], safetyConcern: { grounds: ['THREAT'] } };
  const input = { taskId: task!.id, version: 1, visitedAt: '2024-07-26T04:00:00Z', ...found };
  await births.ask(socialWorker(), RECORD, { input });
  const [concern] = await births.database.admin<{ id: string }>(
    'SELECT id FROM safety_concern WHERE notification_id = $1',
    [notificationId],
  );
  const { id } = concern!;
  for (const [i, action] of actions.entries()) {
    await births.ask(guardianship(), MUTATIONS[action], inputOf(action, id, i + 1));
  }
  return { id, version: actions.length + 1 };
}

const INTO = { RAISED: [], TAKEN_UP: ['takeUpSafetyConcern'], CLOSED: [...SAFETY_CONCERN_ACTIONS] } as const;

describe.each(SAFETY_CONCERN_STATES)('a concern that is %s', (state) => {
  it.each(SAFETY_CONCERN_ACTIONS)('%s is answered as allowedActions says', async (action) => {
    const { id, version } = await concernAfterAll(...INTO[state]);
    const record = { type: 'SafetyConcern', id, action };
    const { refused } = await triedAction(births.graph, guardianship(), record, () =>
      births.refusal(guardianship(), MUTATIONS[action], inputOf(action, id, version)),
    );
    const to = concernAfter(state, action);
    if (to === null) {
      const allowed = SAFETY_CONCERN_ACTIONS.filter((one) => concernAfter(state, one) !== null);
      expect(refused).toMatchObject({ code: 'TRANSITION_REFUSED', state, allowed });
    }
    const [now] = await births.database.admin('SELECT state FROM safety_concern WHERE id = $1', [id]);
    expect(now).toEqual({ state: to ?? state });
  });
});
