import { tx } from '@kamkor/persistence';
import { BirthsUnderTest, type Child } from '../../testing/births.js';
import { DECIDE, duplicateWorker, type Pair, pairs, registrar, UNDO } from '../../testing/duplicates.js';

const PIN = '12505199000017';
const BISHKEK = { facility: 'KG-GB-03-F01', motherTerritory: 'KG-GB-03' };
const NAMES = { familyName: 'Асанова', givenName: 'Айгүл' };
let births: BirthsUnderTest;
let worker: Awaited<ReturnType<typeof duplicateWorker>>;
let all: Record<string, Child> & { a: Child; b: Child; t: Child };

/** `a` and `b` are like each other by the mother's number, `a` and `t` by her names; `b` and `t` by nothing. */
beforeEach(async () => {
  births = await BirthsUnderTest.open('2024-07-20T06:00:00Z');
  worker = await duplicateWorker(births);
  const a = await births.notify({ mother: { identity: 'PIN', pin: PIN, ...NAMES } });
  const b = await births.notify({ mother: { identity: 'PIN', pin: PIN }, ...BISHKEK });
  const named = { identity: 'NAMED' as const, ...NAMES, birthDate: '1990-05-25' };
  const t = await births.notify({ mother: named, facility: 'KG-GO-F01', motherTerritory: 'KG-GO' });
  all = { a, b, t };
  await worker.workOff();
  expect(await listed()).toEqual(['ab', 'at']);
}, 60_000);
afterEach(async () => {
  expect(worker.errors).toEqual([]);
  await births.close();
});

const nameOf = (id: string | undefined) =>
  Object.entries(all).find(([, { notificationId }]) => notificationId === id)?.[0] ?? '?';
const named = ({ one, other }: Pair) => [nameOf(one?.id), nameOf(other?.id)].sort().join('');
const listed = async (state = 'OPEN') =>
  (await pairs(births))
    .filter((pair) => pair.state === state)
    .map(named)
    .sort();
const pair = async (of: string) => (await pairs(births)).find((one) => named(one) === of) as Pair;
async function decide({ id, version }: Pair, keep: Child | null) {
  const decision = keep ? 'SAME' : 'DIFFERENT';
  await births.ask(registrar(), DECIDE, {
    input: { candidateId: id, version, decision, keep: keep?.notificationId ?? null, grounds: 'да' },
  });
  await worker.workOff();
}
async function undo({ id, version }: Pair) {
  await births.ask(registrar(), UNDO, { input: { candidateId: id, version, reason: 'нет' } });
  await worker.workOff();
}
const asked = async (id: string) =>
  (
    await births.ask(
      registrar(),
      `{ duplicateCandidate(id: "${id}") { state version allowedActions { action allowed reason } } }`,
    )
  ).duplicateCandidate;

it('of a pair of which one was closed the kept one is held against the other in its place, until the undo', async () => {
  const { id } = await pair('at');
  await decide(await pair('ab'), all.b);
  expect(await listed()).toEqual(['bt']);
  const { version, ...closed } = await asked(id);
  expect(closed).toEqual({
    state: 'OPEN',
    allowedActions: [
      { action: 'decideDuplicate', allowed: false, reason: 'NOTIFICATION_CLOSED' },
      { action: 'undoDuplicate', allowed: false, reason: 'STATE_DOES_NOT_ALLOW' },
    ],
  });
  for (const decision of ['SAME', 'DIFFERENT']) {
    const input = { candidateId: id, version, decision, keep: all.t.notificationId, grounds: 'да' };
    expect(await births.refusal(registrar(), DECIDE, { input })).toMatchObject({
      code: 'CONFLICT',
      reason: 'NOTIFICATION_CLOSED',
    });
  }
  await undo(await pair('ab'));
  expect(await listed()).toEqual(['ab', 'at']);
  await decide(await pair('at'), all.t);
  expect(await listed('SAME')).toEqual(['at']);
});

it('what was decided of the kept one in its place stays decided after the undo', async () => {
  await decide(await pair('ab'), all.b);
  await decide(await pair('bt'), null);
  await undo(await pair('ab'));
  expect([await listed(), await listed('DIFFERENT')]).toEqual([['ab', 'at'], ['bt']]);
});

it('a decision about a closed one that is taken back leads to the one that was kept', async () => {
  await decide(await pair('at'), null);
  await decide(await pair('ab'), all.b);
  expect([await listed(), await listed('DIFFERENT')]).toEqual([[], ['at']]);
  await undo(await pair('at'));
  expect(await listed()).toEqual(['bt']);
});

it('who is notified meanwhile and is like the closed one is found for whom it is like after the undo', async () => {
  await decide(await pair('ab'), all.b);
  const mother = { identity: 'NAMED' as const, ...NAMES, birthDate: '1990-05-25' };
  const u = await births.notify({ mother, facility: 'KG-GO-F01', motherTerritory: 'KG-GO' });
  all = { ...all, u };
  await worker.workOff();
  expect(await listed()).toEqual(['bt', 'bu', 'tu']);
  await undo(await pair('ab'));
  expect(await listed()).toEqual(['ab', 'at', 'au', 'tu']);
});

it('a pair that anybody ever decided is not to be taken away by the worker', async () => {
  await decide(await pair('ab'), null);
  await decide(await pair('at'), all.t);
  await undo(await pair('at'));
  const worked = await births.database.transactions('worker', births.clock);
  const principal = registrar();
  await worked.run({ principal, operation: 'test', purpose: 'test' }, () =>
    tx().sql('DELETE FROM duplicate_candidate'),
  );
  expect((await listed('DIFFERENT')).concat(await listed())).toEqual(['ab', 'at']);
});
