import { randomUUID } from 'node:crypto';
import { aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, type Child } from '../testing/births.js';
import { DECIDE, duplicateWorker, type Pair, pairs, registrar, UNDO } from '../testing/duplicates.js';

let births: BirthsUnderTest;
let worker: Awaited<ReturnType<typeof duplicateWorker>>;
let serial = 0;
beforeEach(async () => {
  births = await BirthsUnderTest.open('2024-07-26T05:00:00Z');
  worker = await duplicateWorker(births);
}, 60_000);
afterEach(async () => {
  expect(worker.errors).toEqual([]);
  await births.close();
});

const FIGURES =
  'notified appliedInTime termEnded documented newlyOverdue { children visited documentedVisited stillOpen }';
async function figures() {
  const report = `{ documentationReport(period: { from: "2024-05-01", to: "2024-08-31" }, territory: "KG") {
    figures { ${FIGURES} } } }`;
  const { documentationReport } = await births.ask(aPrincipal({ roles: ['auditor'], territory: 'KG' }), report);
  return documentationReport.figures;
}
async function counts() {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Territory {
    documentation { watched overdue documented } } } }`;
  const { _entities } = await births.ask(registrar(), query, { of: [{ __typename: 'Territory', id: 'KG' }] });
  return _entities[0].documentation;
}

/** One child notified twice, each overdue and with a visit. */
async function twice() {
  serial += 1;
  const mother = { identity: 'PIN' as const, pin: `1250519900${String(serial).padStart(4, '0')}` };
  const one = await births.notify({ mother });
  const other = await births.notify({ mother, facility: 'KG-GB-03-F01', motherTerritory: 'KG-GB-03' });
  await worker.workOff();
  await births.sweep();
  for (const child of [one, other]) await visit(child);
  return { one, other, pair: (await pairs(births))[0] as Pair };
}
async function visit({ watchId }: Child) {
  const [task] = await births.database.admin<{ id: string; version: number }>(
    'SELECT id, version FROM outreach_task WHERE watch_id = $1',
    [watchId],
  );
  await births.ask(
    aPrincipal({ roles: ['social-worker'], territory: 'KG' }),
    'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }',
    {
      input: {
        taskId: task?.id,
        version: task?.version,
        visitedAt: '2024-07-26T04:00:00Z',
        outcome: 'PROMISED',
        metWith: ['MOTHER'],
        reasons: [],
        obstacles: [],
      },
    },
  );
}
const document = ({ notificationId }: Child) =>
  births.hear('BirthCertificateIssued', { notificationId, personId: randomUUID(), issuedAt: '2024-07-26T04:30:00Z' });
async function decide({ id, version }: Pair, { notificationId: keep }: Child) {
  await births.ask(registrar(), DECIDE, { input: { candidateId: id, version, decision: 'SAME', keep, grounds: 'да' } });
  await worker.workOff();
}
async function undo() {
  const [{ id, version }] = (await pairs(births)) as [Pair];
  await births.ask(registrar(), UNDO, { input: { candidateId: id, version, reason: 'нет' } });
  await worker.workOff();
  await births.sweep();
}

it('two duplicates that were both documented are one child, and two after the undo', async () => {
  const { one, other, pair } = await twice();
  await document(one);
  await document(other);
  const two = await figures();
  expect(two).toMatchObject({ notified: 2, documented: 2, newlyOverdue: { children: 2, documentedVisited: 2 } });
  await decide(pair, one);
  expect(await figures()).toEqual({
    notified: 1,
    appliedInTime: 0,
    termEnded: 1,
    documented: 1,
    newlyOverdue: { children: 1, visited: 1, documentedVisited: 1, stillOpen: 0 },
  });
  expect(await counts()).toEqual({ watched: 1, overdue: 0, documented: 1 });
  await undo();
  expect(await figures()).toEqual(two);
  expect(await counts()).toEqual({ watched: 2, overdue: 0, documented: 2 });
});

it('one documented and one not are one documented child, and the other is open again after the undo', async () => {
  const { one, other, pair } = await twice();
  await document(one);
  const two = await figures();
  expect(two).toMatchObject({ notified: 2, documented: 1, newlyOverdue: { children: 2, stillOpen: 1 } });
  await decide(pair, one);
  expect(await figures()).toMatchObject({ notified: 1, documented: 1, newlyOverdue: { children: 1, stillOpen: 0 } });
  expect(await births.database.admin('SELECT state FROM outreach_task WHERE state = $1', ['OPEN'])).toEqual([]);
  await undo();
  expect(await figures()).toEqual(two);
  const open = await births.database.admin('SELECT watch_id FROM outreach_task WHERE state = $1', ['OPEN']);
  expect(open).toEqual([{ watch_id: other.watchId }]);
});
