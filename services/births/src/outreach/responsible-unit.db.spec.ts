import { aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, hospital, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-07-25T18:00:00Z');
}, 60_000);
afterAll(() => births.close());

const supervisor = (territory: string) => aPrincipal({ roles: ['social-supervisor'], territory });
const UNASSIGNED = `{ outreachTasks(states: [OPEN], assignedTo: NOBODY) {
  edges { node { id version dueAt watch { id notification { territory { id } territorySource motherTerritory { id } missing } } } } } }`;

const taskOf = async (watchId: string, who: ReturnType<typeof supervisor>) =>
  (await births.ask(who, UNASSIGNED)).outreachTasks.edges
    .map(({ node }: { node: { watch: { id: string } } }) => node)
    .find(({ watch }: { watch: { id: string } }) => watch.id === watchId);

it('a mother of whom a province is said is visited by the unit of the facility that lies in it', async () => {
  const { watchId } = await births.notify({ motherTerritory: 'KG-C' });
  await births.sweep();
  expect((await taskOf(watchId, socialWorker('KG-C-03'))).watch.notification).toEqual({
    territory: { id: 'KG-C-03' },
    territorySource: 'FACILITY_IN_MOTHERS_AREA',
    motherTerritory: { id: 'KG-C' },
    missing: expect.arrayContaining(['MOTHER_TERRITORY']),
  });
});

describe('a mother of another province than the facility’s', () => {
  it('is nobody’s in a district, unassigned before the supervisor of her province, who gives her to a district', async () => {
    const { watchId } = await births.notify({ motherTerritory: 'KG-O' });
    await births.sweep();
    for (const who of [socialWorker('KG-C-03'), supervisor('KG-C'), socialWorker('KG-O-02'), supervisor('KG-O-02')]) {
      expect(await taskOf(watchId, who)).toBeUndefined();
    }
    const { id: taskId, version, dueAt, watch } = await taskOf(watchId, supervisor('KG-O'));
    expect(watch.notification).toMatchObject({ territory: { id: 'KG-O' }, territorySource: 'MOTHERS_AREA' });
    expect(dueAt).not.toBeNull();
    const offer = 'mutation ($input: OfferHandoverInput!) { offerHandover(input: $input) { id } }';
    const accept = 'mutation ($input: AcceptHandoverInput!) { acceptHandover(input: $input) { id } }';
    const input = { taskId, version, territory: 'KG-O-02' };
    const { id } = (await births.ask(supervisor('KG-O'), offer, { input })).offerHandover;
    await births.ask(socialWorker('KG-O-02'), accept, { input: { id, version: 1 } });
    expect((await taskOf(watchId, socialWorker('KG-O-02'))).watch.notification).toMatchObject({
      territory: { id: 'KG-O-02' },
      territorySource: 'HANDED_OVER',
      motherTerritory: { id: 'KG-O' },
    });
  });

  it('is completed with her district, which sees the task from then on, and not with less than was known', async () => {
    const { notificationId: id, watchId } = await births.notify({ motherTerritory: 'KG-O' });
    await births.sweep();
    const complete = `mutation ($input: CompleteNotificationInput!) { completeNotification(input: $input) {
      territorySource motherTerritory { id } missing } }`;
    for (const motherTerritory of ['KG', 'KG-O']) {
      expect(await births.refusal(hospital(), complete, { input: { id, version: 1, motherTerritory } })).toMatchObject({
        reason: 'ALREADY_STATED',
        field: 'input.motherTerritory',
      });
    }
    const input = { id, version: 1, motherTerritory: 'KG-O-05' };
    const { completeNotification } = await births.ask(hospital(), complete, { input });
    expect(completeNotification).toMatchObject({ territorySource: 'MOTHER', motherTerritory: { id: 'KG-O-05' } });
    expect(completeNotification.missing).not.toContain('MOTHER_TERRITORY');
    expect(await taskOf(watchId, socialWorker('KG-O-05'))).toBeDefined();
  });
});

it('what was said of where the mother lives is not shown of a child apart from her', async () => {
  const { notificationId: id } = await births.notify({ motherTerritory: 'KG-C', careStatus: 'RELINQUISHED' });
  const query = 'query ($id: UUID!) { birthNotification(id: $id) { motherTerritory { id } } }';
  expect((await births.ask(hospital(), query, { id })).birthNotification).toEqual({ motherTerritory: null });
});
