import { triedAction } from '@kamkor/testing';
import { DUPLICATE_STATES, type DuplicateAction, type DuplicateState } from '../../rules/duplicate/states.js';
import { BirthsUnderTest } from '../../testing/births.js';
import { DECIDE, duplicateWorker, type Pair, pairs, registrar, UNDO } from '../../testing/duplicates.js';

let births: BirthsUnderTest;
let worker: Awaited<ReturnType<typeof duplicateWorker>>;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
  worker = await duplicateWorker(births);
}, 60_000);
afterAll(() => births.close());

const ACTIONS = ['decideDuplicate', 'undoDuplicate'] as const satisfies readonly DuplicateAction[];
const MUTATIONS = { decideDuplicate: DECIDE, undoDuplicate: UNDO };
let serial = 0;

const inputOf = (action: DuplicateAction, { id, version, one }: Pair, decision = 'SAME') => ({
  input: {
    candidateId: id,
    version,
    ...(action === 'undoDuplicate'
      ? { reason: 'это двоюродные сёстры' }
      : { decision, keep: decision === 'SAME' ? one?.id : null, grounds: 'мать и день совпадают' }),
  },
});

/** One child notified in Kemin and in Bishkek, with its pair in that state. */
async function pairIn(state: DuplicateState): Promise<Pair> {
  serial += 1;
  const mother = { identity: 'PIN' as const, pin: `1250519900${String(serial).padStart(4, '0')}` };
  const { notificationId } = await births.notify({ mother });
  await births.notify({ mother, facility: 'KG-GB-03-F01', motherTerritory: 'KG-GB-03' });
  await worker.workOff();
  const found = async () =>
    (await pairs(births)).find(({ one, other }) => [one?.id, other?.id].includes(notificationId)) as Pair;
  if (state !== 'OPEN') {
    await births.ask(registrar(), DECIDE, inputOf('decideDuplicate', await found(), state));
    await worker.workOff();
  }
  return await found();
}

const ALLOWED = { OPEN: ['decideDuplicate'], SAME: ['undoDuplicate'], DIFFERENT: ['undoDuplicate'] };

describe.each(DUPLICATE_STATES)('a pair that is %s', (state) => {
  it.each(ACTIONS)(
    '%s is answered as allowedActions says, to who is over both and to who is over one',
    async (action) => {
      const pair = await pairIn(state);
      for (const [who, over] of [
        [registrar('KG-C-03'), 'one'],
        [registrar(), 'both'],
      ] as const) {
        const record = { type: 'DuplicateCandidate', id: pair.id, action };
        const { reason, refused } = await triedAction(births.graph, who, record, () =>
          births.refusal(who, MUTATIONS[action], inputOf(action, pair)),
        );
        const allowed = ALLOWED[state].includes(action);
        if (over === 'one') expect(reason).toBe('TERRITORY_OF_ANOTHER');
        else expect(reason).toBe(allowed ? null : 'STATE_DOES_NOT_ALLOW');
        if (over === 'both' && !allowed) {
          expect(refused).toMatchObject({ code: 'TRANSITION_REFUSED', state, allowed: ALLOWED[state] });
        }
      }
      await worker.workOff();
      expect(worker.errors.splice(0)).toEqual([]);
    },
  );
});
