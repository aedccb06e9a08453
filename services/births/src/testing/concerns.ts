import { randomUUID } from 'node:crypto';
import type { Principal } from '@kamkor/principal';
import { aPrincipal } from '@kamkor/testing';
import type { BirthReport } from '../rules/notification/birth-report.js';
import { type BirthsUnderTest, type Child, socialWorker } from './births.js';

/** Of a name of their own: protection workers are told apart by it. */
export const worker = (name: string, territory = 'KG-C-03'): Principal =>
  aPrincipal({ subject: `test:${name}`, roles: ['guardianship'], territory });

const RECORD = 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';
const LIST = `query ($escalatedTo: String) { safetyConcerns(first: 100, escalatedTo: $escalatedTo) { totalCount edges { node {
  id version state note dueAt overdueSince takenUpBy escalatedTo { id } child { id } allowedActions { action allowed } } } } }`;
const TAKE = `mutation ($input: TakeUpSafetyConcernInput!) { takeUpSafetyConcern(input: $input) { id state version } }`;
const CLOSE = `mutation ($input: CloseSafetyConcernInput!) { closeSafetyConcern(input: $input) { id state version } }`;

export interface VisitedChild extends Child {
  readonly taskId: string;
  readonly visitId: string;
  readonly personId: string;
  readonly motherPersonId: string;
}

/** An overdue child that is visited, with or without a concern; the clock stands at noon of 26 July. */
export async function visitedChild(
  births: BirthsUnderTest,
  found: object = {},
  { territory = 'KG-C-03', ...said }: Partial<BirthReport> & { territory?: string } = {},
): Promise<VisitedChild> {
  births.clock.moveTo('2024-07-26T06:00:00Z');
  const child = await births.notify({ motherTerritory: territory, ...said });
  await births.sweep();
  const personId = randomUUID();
  const motherPersonId = randomUUID();
  await births.hear('ChildRecorded', {
    notificationId: child.notificationId,
    birthRecordId: randomUUID(),
    motherPersonId,
    personId,
    registryState: 'CREATED',
  });
  const [task] = await births.database.admin<{ id: string; version: number }>(
    'SELECT id, version FROM outreach_task WHERE watch_id = $1',
    [child.watchId],
  );
  const input = {
    taskId: task!.id,
    version: task!.version,
    visitedAt: '2024-07-26T04:00:00Z',
    outcome: 'PROMISED',
    metWith: ['MOTHER'],
    reasons: [],
    obstacles: [],
    ...found,
  };
  const { recordVisit } = await births.ask(socialWorker(territory), RECORD, { input });
  return { ...child, taskId: task!.id, visitId: recordVisit.id, personId, motherPersonId };
}

export const NOTE = 'Телефонго чалбагыла';

/** A concern that a visit raised, by its id. */
export async function raiseConcern(births: BirthsUnderTest, territory = 'KG-C-03'): Promise<string> {
  const { visitId } = await visitedChild(
    births,
    { safetyConcern: { grounds: ['VIOLENCE'], note: NOTE } },
    { territory },
  );
  const [concern] = await births.database.admin<{ id: string }>('SELECT id FROM safety_concern WHERE visit_id = $1', [
    visitId,
  ]);
  return concern!.id;
}

export interface SeenConcern {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly dueAt: string | null;
  readonly overdueSince: string | null;
  readonly takenUpBy: string | null;
  readonly escalatedTo: { readonly id: string } | null;
}

export async function concernsSeenBy(
  births: BirthsUnderTest,
  who: Principal,
  escalatedTo?: string,
): Promise<SeenConcern[]> {
  const { edges, totalCount } = (await births.ask(who, LIST, { escalatedTo })).safetyConcerns;
  const seen = edges.map(({ node }: { node: SeenConcern }) => node);
  if (seen.length !== totalCount) throw new Error(`${seen.length} concerns, counted ${totalCount}`);
  return seen;
}

export const takeUp = (births: BirthsUnderTest, who: Principal, safetyConcernId: string, version = 1) =>
  births.graph.ask(who, TAKE, { input: { safetyConcernId, version } });
export const close = (births: BirthsUnderTest, who: Principal, safetyConcernId: string, version = 2) =>
  births.graph.ask(who, CLOSE, { input: { safetyConcernId, version, outcome: 'PROTECTED' } });
