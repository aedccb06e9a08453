import { triedAction } from '@kamkor/testing';
import {
  HANDOVER_BY_PEOPLE,
  HANDOVER_STATES,
  HANDOVER_UNITS,
  type HandoverByPeople,
  type HandoverState,
} from '../rules/handover/states.js';
import { BirthsUnderTest, guardianship, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-07-26T05:00:00Z');
}, 60_000);
afterAll(() => births.close());

const OFFER = 'mutation ($input: OfferHandoverInput!) { offerHandover(input: $input) { id version } }';
const mutation = (action: HandoverByPeople) =>
  `mutation ($input: ${action.charAt(0).toUpperCase()}${action.slice(1)}Input!) { ${action}(input: $input) { state } }`;
const BODIES = [
  ['social units', socialWorker, 'WITH_PARENTS'],
  ['guardianship bodies', guardianship, 'IN_CARE'],
] as const;
type Body = readonly [who: string, of: typeof socialWorker, careStatus: (typeof BODIES)[number][2]];

const inputOf = (action: HandoverByPeople, offer: { id: string; version: number }) => ({
  input: { ...offer, ...(action === 'declineHandover' ? { reason: 'OTHER' } : {}) },
});

/** An offer from Kemin to another district, brought into that state by who may. */
async function offerIn(state: HandoverState, [, of, careStatus]: Body): Promise<{ id: string; version: number }> {
  const child = await births.notify({ careStatus });
  await births.sweep();
  const [task] = await births.database.admin<{ id: string }>('SELECT id FROM outreach_task WHERE watch_id = $1', [
    child.watchId,
  ]);
  const input = { taskId: task!.id, version: 1, territory: 'KG-O-02' };
  const { offerHandover: offer } = await births.ask(of(), OFFER, { input });
  const into = { ACCEPTED: 'acceptHandover', DECLINED: 'declineHandover', WITHDRAWN: 'withdrawHandover' } as const;
  if (state === 'OFFERED') return offer;
  const action = into[state];
  await births.ask(
    HANDOVER_UNITS[action] === 'OFFERING' ? of() : of('KG-O-02'),
    mutation(action),
    inputOf(action, offer),
  );
  return { id: offer.id, version: 2 };
}

const SIDES = [
  ['who offers', 'KG-C-03', ['OFFERING']],
  ['who receives', 'KG-O-02', ['RECEIVING']],
  ['who is over both', 'KG', ['OFFERING', 'RECEIVING']],
] as const;

describe.each(BODIES)('between %s', (...body) => {
  describe.each(HANDOVER_STATES)('an offer that is %s', (state) => {
    it.each(SIDES.flatMap((side) => HANDOVER_BY_PEOPLE.map((action) => [side[0], action, side] as const)))(
      'to %s: %s is answered as allowedActions says',
      async (_who, action, [, territory, units]) => {
        const offer = await offerIn(state, body);
        const who = body[1](territory);
        const record = { type: 'OutreachHandover', id: offer.id, action };
        const { reason, refused } = await triedAction(births.graph, who, record, () =>
          births.refusal(who, mutation(action), inputOf(action, offer)),
        );
        if (state !== 'OFFERED')
          return expect(refused).toMatchObject({ code: 'TRANSITION_REFUSED', state, allowed: [] });
        const own = (units as readonly string[]).includes(HANDOVER_UNITS[action]);
        expect(reason).toBe(own ? null : 'HANDOVER_OF_ANOTHER_UNIT');
      },
    );
  });
});
