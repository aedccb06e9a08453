import { setTimeout as sleep } from 'node:timers/promises';
import { at } from './calendar.js';
import { type Data, type Graph, inChunks, Refused } from './graph.js';
import type { PlannedChild, PlannedVisit } from './life.js';

const BATCH = 200;
const ATTEMPTS = 3;
const LOOKS = 60;
const LOOK_EVERY_MS = 500;

/** What the graph has said of a child so far. */
export interface KnownChild {
  readonly notificationId: string;
  birthRecord?: { readonly id: string; version: number };
}

const NOTIFY = `mutation ($reports: [BirthReport]!) { notifyBirths(reports: $reports) {
  index notification { id } refusal { reason field message } } }`;

/** Hospitals notify, each the births of its own ward. */
export async function notify(graph: Graph, children: readonly PlannedChild[], known: Map<string, KnownChild>) {
  for (const facility of new Set(children.map((child) => child.facility))) {
    for (const some of inChunks(
      children.filter((child) => child.facility === facility),
      BATCH,
    )) {
      const reports = some.map(({ report }) => report);
      const { notifyBirths } = await graph.ask('hospital', NOTIFY, { reports }, { facility });
      for (const { index, notification, refusal } of notifyBirths) {
        const { number } = some[index] as PlannedChild;
        if (refusal) throw new Error(`birth ${number} was refused: ${JSON.stringify(refusal)}`);
        known.set(number, { notificationId: notification.id });
      }
    }
  }
}

const RECORDS = `query ($after: String) { birthNotifications(first: 100, after: $after) { pageInfo { endCursor }
  edges { node { facilityRecordNumber live registryState child { birthRecord { id version } } } } } }`;

/**
 * Finds the birth records of what was notified since the last look, once the registry has them all; gives where to look
 * on from. Throws when it still lacks one after half a minute.
 */
export async function findRecords(graph: Graph, known: Map<string, KnownChild>, from: string | null) {
  for (let attempt = 1; ; attempt += 1) {
    const { after, lacking } = await lookForRecords(graph, known, from);
    if (lacking.length === 0) return after;
    if (attempt === LOOKS) throw new Error(`the registry has no record of ${lacking.join(', ')}`);
    await sleep(LOOK_EVERY_MS);
  }
}

async function lookForRecords(graph: Graph, known: Map<string, KnownChild>, from: string | null) {
  const lacking: string[] = [];
  for (let after = from; ; ) {
    const { edges, pageInfo }: Data = (await graph.ask('registrar', RECORDS, { after })).birthNotifications;
    for (const { node } of edges) {
      const child = known.get(node.facilityRecordNumber);
      if (child && node.child?.birthRecord) child.birthRecord = node.child.birthRecord;
      else if (node.live) lacking.push(`${node.facilityRecordNumber} (${node.registryState})`);
    }
    after = pageInfo.endCursor ?? after;
    if (edges.length < 100) return { after, lacking };
  }
}

const RECORD = 'query ($id: UUID!) { birthRecord(id: $id) { id version } }';

/** A step of the registry. Somebody else may have changed the record meanwhile: then it is read again and tried anew. */
async function onRecord(graph: Graph, name: string, child: KnownChild, input: object): Promise<void> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { id version } }`;
  for (let attempt = 1; ; attempt += 1) {
    const { id, version } = child.birthRecord ?? missing(child);
    try {
      const answer = await graph.ask('registrar', mutation, { input: { birthRecordId: id, version, ...input } });
      child.birthRecord = answer[name];
      return;
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'CONFLICT' || attempt === ATTEMPTS) throw error;
      child.birthRecord = (await graph.ask('registrar', RECORD, { id })).birthRecord;
    }
  }
}

function missing({ notificationId }: KnownChild): never {
  throw new Error(`the registry has no record of the notification ${notificationId}`);
}

export const apply = (graph: Graph, child: KnownChild, on: Temporal.PlainDate) =>
  onRecord(graph, 'applyForBirthCertificate', child, { appliedAt: at(on, 12).toString() });

export const takeBack = (graph: Graph, child: KnownChild) =>
  onRecord(graph, 'withdrawBirthCertificateApplication', child, {});

export async function certify(graph: Graph, child: KnownChild): Promise<void> {
  await onRecord(graph, 'registerBirth', child, { familyName: 'Токтогулова', givenName: 'Нурай' });
  await onRecord(graph, 'issueBirthCertificate', child, {});
}

const TASK = 'query ($id: UUID!) { birthNotification(id: $id) { documentation { task { id version state } } } }';
const VISIT = 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';

/** Visits the family, as who is responsible for the child. */
export async function visit(
  graph: Graph,
  { notificationId }: KnownChild,
  { apart }: PlannedChild,
  visit: PlannedVisit,
) {
  const role = apart ? 'guardianship' : 'social-worker';
  const { outcome, metWith, reasons, obstacles, details } = visit;
  const said = { visitedAt: at(visit.on, 11).toString(), outcome, metWith, reasons, obstacles, ...details };
  for (let attempt = 1; ; attempt += 1) {
    const { task } = (await graph.ask(role, TASK, { id: notificationId })).birthNotification.documentation;
    if (!task) throw new Error(`nobody was sent for the notification ${notificationId}`);
    try {
      await graph.ask(role, VISIT, { input: { taskId: task.id, version: task.version, ...said } });
      return;
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'CONFLICT' || attempt === ATTEMPTS) throw error;
    }
  }
}
