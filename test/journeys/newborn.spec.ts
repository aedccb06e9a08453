import { setTimeout as sleep } from 'node:timers/promises';
import { aBirth, aVisit, type BirthBuilder, waitForValue, waitUntil } from '@kamkor/testing';
import { caller, type TestSystem, testSystem } from '../system/index.js';
import {
  apply,
  type Child,
  CITIZEN_PIN,
  certify,
  enterMother,
  hardshipOf,
  notify,
  type People,
  PLACE,
  peopleOf,
  recordOf,
  situationOf,
  visit,
} from './story.js';

import.meta.jest.setTimeout(120_000);

const BOTH_OF_BIRTHS = ['births', 'births-worker'];
const BOTH_OF_REGISTRY = ['civil-registry', 'civil-registry-worker'];

let system: TestSystem;
let people: People;
beforeAll(async () => {
  system = await testSystem();
  people = peopleOf(system.running);
}, 120_000);
afterAll(() => system?.dispose());

const legalNow = async () => {
  const answer = await fetch(`${system.running.urls.births}/clock`, { method: 'POST' });
  return Temporal.Instant.from(((await answer.json()) as { now: string }).now);
};
const stop = (names: readonly string[]) => Promise.all(names.map((name) => system.running.kill(name)));
const start = (names: readonly string[]) => Promise.all(names.map((name) => system.running.start(name)));

/** A birth of today that the registry knows of. */
async function born(birth?: BirthBuilder): Promise<Child & { birth: BirthBuilder }> {
  const today = birth ?? aBirth().bornDaysAgo(0, await legalNow());
  const notificationId = await notify(people, today);
  const birthRecordId = await waitUntil('the registrar sees the birth', () => recordOf(people, notificationId));
  return { notificationId, birthRecordId, birth: today };
}

const stateOf = async (child: Child) => (await situationOf(people, child.notificationId)).state;
const becomes = (child: Child, state: string) => waitForValue('the state', () => stateOf(child), state);

describe('a child whose parents apply', () => {
  it('is seen by the registrar within a second, gets its certificate, and nobody is sent to the family', async () => {
    await enterMother(people);
    const birth = aBirth()
      .bornDaysAgo(0, await legalNow())
      .ofMother({ identity: 'PIN', pin: CITIZEN_PIN });
    const notificationId = await notify(people, birth);
    const began = performance.now();
    const birthRecordId = await waitUntil('the registrar sees the birth', () => recordOf(people, notificationId));
    console.log(`seen by the registrar after ${Math.round(performance.now() - began)} ms`);
    const child = { notificationId, birthRecordId };

    const mine = await people.citizen.get('{ me { children { birthRecord { id state } } } }');
    expect(mine.me.children).toContainEqual({ birthRecord: { id: birthRecordId, state: 'NOTIFIED' } });
    await apply(people.citizen, child);
    await becomes(child, 'APPLIED');
    await certify(people, child);
    await becomes(child, 'DOCUMENTED');

    await system.moveClock('+62d');
    expect(await situationOf(people, notificationId)).toMatchObject({
      registryState: 'CREATED',
      state: 'DOCUMENTED',
      wasOverdue: false,
      task: null,
    });
  });
});

describe('a child born outside every facility', () => {
  it('is told of by a community reporter and seen by the registrar as well', async () => {
    const { facility: _none, ...input } = aBirth().bornDaysAgo(2, await legalNow()).input;
    const outside = { ...input, birthTerritory: PLACE, placeOfBirth: 'үйдө' };
    const reporter = caller(system.running, 'community-reporter');
    const mutation = 'mutation ($input: NotifyBirthInput!) { notifyBirth(input: $input) { id } }';
    const { notifyBirth } = await reporter.get(mutation, { input: outside });
    await waitUntil('the registrar sees the birth', () => recordOf(people, notifyBirth.id));
    expect(await situationOf(people, notifyBirth.id)).toMatchObject({ state: 'AWAITING_APPLICATION', task: null });
  });
});

describe('a child whose parents do not apply', () => {
  it('is overdue at 00:00 of the sixty-first day, visited, helped, and its task ends with the certificate', async () => {
    const child = await born();
    const { overdueAt } = child.birth;
    expect(Temporal.Instant.from((await situationOf(people, child.notificationId)).dueAt)).toEqual(overdueAt);

    await system.moveClockTo(overdueAt.subtract({ seconds: 6 }));
    const before = await situationOf(people, child.notificationId);
    expect(Temporal.Instant.compare(await legalNow(), overdueAt)).toBe(-1);
    expect(before).toMatchObject({ state: 'AWAITING_APPLICATION', task: null });

    await becomes(child, 'OVERDUE');
    const { task } = await situationOf(people, child.notificationId);
    const late = Temporal.Instant.from(task!.openedAt).since(overdueAt).total('milliseconds');
    console.log(`the task was opened ${Math.round(late)} ms after 00:00`);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(60_000);

    await visit(
      people,
      aVisit(task!)
        .at(await legalNow())
        .findingHardship('POVERTY'),
    );
    const families = await waitUntil('social benefits registers the family', async () => {
      const found = await hardshipOf(people, child.notificationId);
      return found.length > 0 && found;
    });
    expect(families).toMatchObject([{ state: 'REGISTERED', findings: [{ circumstances: ['POVERTY'] }] }]);

    await apply(people.registrar, child);
    await certify(people, child);
    await becomes(child, 'DOCUMENTED');
    expect((await situationOf(people, child.notificationId)).task).toMatchObject({
      state: 'CLOSED',
      closing: 'DOCUMENTED',
      visitCount: 1,
    });
  });
});

describe('a family that moves', () => {
  const THERE = { territory: 'KG-O-02' };
  const OFFER = `mutation ($input: OfferHandoverInput!) { offerHandover(input: $input) { id version } }`;
  const ACCEPT = `mutation ($input: AcceptHandoverInput!) { acceptHandover(input: $input) { task { id } } }`;
  const CHILD = 'query ($id: UUID!) { outreachTask(id: $id) { child { id birthDate } } }';

  it('is visited by the unit there, and gets the certificate from the registrar there', async () => {
    const child = await born();
    await system.moveClock('+62d');
    await becomes(child, 'OVERDUE');
    const { id: taskId } = (await situationOf(people, child.notificationId)).task!;
    const TASK = 'query ($id: UUID!) { outreachTask(id: $id) { version } }';
    const { version } = (await people.socialWorker.get(TASK, { id: taskId })).outreachTask;
    const input = { taskId, version, territory: THERE.territory };
    const { offerHandover } = await people.socialWorker.get(OFFER, { input });
    const unit = caller(system.running, 'social-worker', THERE);
    await unit.get(ACCEPT, { input: offerHandover });
    const there = { ...people, registrar: caller(system.running, 'registrar', THERE) };
    await waitForValue('the registrar there', () => recordOf(there, child.notificationId), child.birthRecordId);
    expect(await recordOf(people, child.notificationId)).toBeUndefined();
    expect((await unit.get(CHILD, { id: taskId })).outreachTask.child).toMatchObject({ birthDate: expect.anything() });
    await apply(there.registrar, child);
    await certify(there, child);
    const STATE = 'query ($id: UUID!) { outreachTask(id: $id) { state } }';
    await waitForValue('the task', async () => (await unit.get(STATE, { id: taskId })).outreachTask.state, 'CLOSED');
  });
});

describe('a mother whose family was found in need', () => {
  const CARE = `mutation ($input: RecordCareStatusInput!) { recordCareStatus(input: $input) { id } }`;
  const VERSION = 'query ($id: UUID!) { birthNotification(id: $id) { version } }';

  it('sees nothing of it any more once she has given the child up', async () => {
    await enterMother(people);
    const birth = aBirth()
      .bornDaysAgo(0, await legalNow())
      .ofMother({ identity: 'PIN', pin: CITIZEN_PIN });
    const child = await born(birth);
    await system.moveClock('+62d');
    await becomes(child, 'OVERDUE');
    const { task } = await situationOf(people, child.notificationId);
    const found = aVisit(task!).at(await legalNow());
    await visit(people, found.findingHardship('POVERTY'));
    const hers = async () => (await people.citizen.get('{ hardLifeSituations { totalCount } }')).hardLifeSituations;
    const before = await waitUntil('her situation', async () => {
      const { totalCount } = await hers();
      return totalCount > 0 && totalCount;
    });
    const { birthNotification } = await people.hospital.get(VERSION, { id: child.notificationId });
    const input = { notificationId: child.notificationId, version: birthNotification.version, careStatus: 'ABANDONED' };
    await people.hospital.get(CARE, { input });
    await waitForValue('her situations', async () => (await hers()).totalCount, before - 1);
  });
});

describe('a child notified twice', () => {
  const DECIDE = 'mutation ($input: DecideDuplicateInput!) { decideDuplicate(input: $input) { version } }';
  const UNDO = 'mutation ($input: UndoDuplicateInput!) { undoDuplicate(input: $input) { version } }';
  const PAIRS = `{ duplicateCandidates(first: 100) { edges { node { id version one { id } other { id } } } } }`;

  it('is one family in need once a registrar says so, and two again when that is taken back', async () => {
    const registrar = caller(system.running, 'registrar', { territory: 'KG' });
    const now = await legalNow();
    const birth = () => aBirth().bornDaysAgo(70, now).ofMother({ identity: 'PIN', pin: '12505199009017' });
    const [keep, other] = [await inNeed(birth()), await inNeed(birth())];
    const pair = await waitUntil('the pair is found', async () => {
      const { duplicateCandidates } = await registrar.get(PAIRS);
      return duplicateCandidates.edges
        .map(({ node }: Edge) => node)
        .find(({ one, other: two }: Pair) => [keep, other].every((id) => [one?.id, two?.id].includes(id))) as Pair;
    });
    const states = async (id: string) => (await hardshipOf(people, id)).map(({ state }) => state).sort();

    const input = { candidateId: pair.id, version: pair.version, decision: 'SAME', keep, grounds: 'бир бала' };
    const { version } = (await registrar.get(DECIDE, { input })).decideDuplicate;
    await waitForValue('the family is one', () => states(keep), ['CLOSED', 'REGISTERED']);
    const [one] = (await hardshipOf(people, keep)).filter(({ state }) => state === 'REGISTERED');
    expect(one?.findings).toHaveLength(2);

    await registrar.get(UNDO, { input: { candidateId: pair.id, version, reason: 'эки бала' } });
    await waitForValue('the families are two', () => states(other), ['REGISTERED']);
    expect(await states(keep)).toEqual(['REGISTERED']);
  });

  /** Notified after its term, visited, and found in need. */
  async function inNeed(birth: BirthBuilder): Promise<string> {
    const id = await notify(people, birth);
    const task = await waitUntil('somebody is sent to a child whom the registry knows', async () => {
      const situation = await situationOf(people, id);
      return situation.registryState === 'CREATED' && situation.task;
    });
    await visit(
      people,
      aVisit(task)
        .at(await legalNow())
        .findingHardship('POVERTY'),
    );
    await waitForValue('the family is registered', async () => (await hardshipOf(people, id)).length, 1);
    return id;
  }

  interface Pair {
    readonly id: string;
    readonly version: number;
    readonly one: { readonly id: string } | null;
    readonly other: { readonly id: string } | null;
  }
  interface Edge {
    readonly node: Pair;
  }
});

describe('while births is down', () => {
  it('parents apply on day 59: once it is back, after day 61, no task is left standing', async () => {
    const child = await born();
    await system.moveClock('+59d');
    await stop(BOTH_OF_BIRTHS);
    await apply(people.registrar, child);
    await system.moveClockWithout('+3d');
    await start(BOTH_OF_BIRTHS);
    await becomes(child, 'APPLIED');
    await system.moveClock('+1m');
    const { task, wasOverdue } = await situationOf(people, child.notificationId);
    expect(wasOverdue).toBe(false);
    expect(task?.state ?? 'none').not.toBe('OPEN');
  });

  it('the certificate is issued: once it is back the child is documented and never overdue', async () => {
    const child = await born();
    await apply(people.registrar, child);
    await becomes(child, 'APPLIED');
    await stop(BOTH_OF_BIRTHS);
    await certify(people, child);
    await start(BOTH_OF_BIRTHS);
    await becomes(child, 'DOCUMENTED');
    await system.moveClock('+62d');
    expect(await situationOf(people, child.notificationId)).toMatchObject({ wasOverdue: false, task: null });
  });
});

describe('while the registry is down', () => {
  it('births are notified all the same, and questions about other things are answered', async () => {
    const earlier = await born();
    await waitForValue(
      'the answer',
      async () => (await situationOf(people, earlier.notificationId)).registryState,
      'CREATED',
    );
    await stop(BOTH_OF_REGISTRY);
    const notificationId = await notify(people, aBirth().bornDaysAgo(0, await legalNow()));
    expect((await situationOf(people, notificationId)).registryState).toBe('PENDING');

    const query = `query ($id: UUID!) { birthNotification(id: $id) { registryState child { id birthRecord { state } } } }`;
    const { data, errors } = await people.registrar.ask(query, { id: earlier.notificationId });
    expect(data.birthNotification.registryState).toBe('CREATED');
    expect(data.birthNotification.child.birthRecord).toBeNull();
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);

    await start(BOTH_OF_REGISTRY);
    await waitForValue(
      'the registry answers',
      async () => (await situationOf(people, notificationId)).registryState,
      'CREATED',
    );
    expect(await recordOf(people, notificationId)).toBeDefined();
  });
});

describe('fifty births a second', () => {
  it('all reach the registrar', async () => {
    const seconds = 3;
    const perSecond = 50;
    const now = await legalNow();
    const answered = new Map<string, number>();
    const seen = new Map<string, number>();
    let sending = true;
    const unseen = () => [...answered.keys()].filter((id) => !seen.has(id));
    const watching = watch(seen, () => sending || unseen().length > 0);
    const sent: Promise<void>[] = [];
    const began = performance.now();
    for (let i = 0; i < seconds * perSecond; i++) {
      await sleep(Math.max(0, began + (i * 1_000) / perSecond - performance.now()));
      const birth = aBirth().bornAt(now.subtract({ minutes: 2 }).add({ milliseconds: i }));
      sent.push(notify(people, birth).then((id) => void answered.set(id, performance.now())));
    }
    await Promise.all(sent);
    const took = performance.now() - began;
    sending = false;
    await watching;
    const delays = [...answered].map(([id, at]) => (seen.get(id) ?? Number.NaN) - at).sort((a, b) => a - b);
    const share = (part: number) => Math.max(0, Math.round(delays[Math.floor(part * (delays.length - 1))]!));
    console.log(
      `${answered.size} births in ${(took / 1_000).toFixed(1)} s; seen by the registrar after p50 ${share(0.5)} ms, p95 ${share(0.95)} ms, at most ${share(1)} ms`,
    );
    expect(unseen()).toEqual([]);
    expect(answered.size).toBe(seconds * perSecond);
  });

  /** Notes when the registrar's list first showed each notification. */
  async function watch(seen: Map<string, number>, wanted: () => boolean): Promise<void> {
    const query = `query ($after: String) { birthRecords(first: 100, after: $after, states: [NOTIFIED]) {
      pageInfo { endCursor hasNextPage } edges { node { notification { id } } } } }`;
    const until = performance.now() + 40_000;
    let after: string | null = null;
    while (wanted() && performance.now() < until) {
      const { edges, pageInfo }: Page = (await people.registrar.get(query, { after })).birthRecords;
      for (const { node } of edges)
        if (!seen.has(node.notification.id)) seen.set(node.notification.id, performance.now());
      // Births that were sent together may arrive in another order: the last page is looked at again from its beginning.
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      if (!pageInfo.hasNextPage) await sleep(20);
    }
  }
});

interface Page {
  readonly edges: readonly { readonly node: { readonly notification: { readonly id: string } } }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}
