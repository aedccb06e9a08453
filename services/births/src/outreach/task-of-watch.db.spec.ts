import { BirthsUnderTest, socialWorker } from '../testing/births.js';
import { DECIDE, duplicateWorker, type Pair, pairs, registrar } from '../testing/duplicates.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-07-26T05:00:00Z');
}, 60_000);
afterAll(() => births.close());

const TASK = `query ($id: UUID!) { birthNotification(id: $id) { documentation { task { id state } } } }`;
const OUTREACH = `query ($id: UUID!) { birthNotification(id: $id) { documentation { outreach { id state } } } }`;

it('of several tasks the one on which somebody visits is shown, however late an ended one was opened', async () => {
  const worker = await duplicateWorker(births);
  const mother = { identity: 'PIN' as const, pin: '12505199000017' };
  const kept = await births.notify({ mother });
  await births.sweep();
  const [visited] = await births.database.admin<{ id: string }>('SELECT id FROM outreach_task');
  births.clock.moveTo('2024-07-27T05:00:00Z');
  await births.notify({ mother, facility: 'KG-GB-03-F01' });
  await births.sweep();
  await worker.workOff();
  const [{ id, version }] = (await pairs(births)) as [Pair];
  const input = { candidateId: id, version, decision: 'SAME', keep: kept.notificationId, grounds: 'да' };
  await births.ask(registrar(), DECIDE, { input });
  await worker.workOff();

  const open = { id: visited?.id, state: 'OPEN' };
  const seen = await births.ask(socialWorker(), TASK, { id: kept.notificationId });
  expect(seen.birthNotification.documentation).toEqual({ task: open });
  const summary = await births.ask(registrar(), OUTREACH, { id: kept.notificationId });
  expect(summary.birthNotification.documentation).toEqual({ outreach: open });
  expect(worker.errors).toEqual([]);
});
