import { at } from './calendar.js';
import { type Data, retried } from './graph.js';
import type { PlannedChild } from './life.js';
import type { KnownBirth, Stage } from './stage.js';
import { type FoundSibling, placeOf, siblingsOf } from './standing.js';

type Day = Temporal.PlainDate;

const RECORD = 'query ($id: UUID!) { birthRecord(id: $id) { id version } }';

/** A step of the registry, by the registrar of where the child lives on that day. */
const step = (stage: Stage, child: PlannedChild, day: Day, name: string, input: object): Promise<void> =>
  stepOn(stage, stage.birth(child), placeOf(child, day), name, input);

async function stepOn(stage: Stage, birth: KnownBirth, territory: string, name: string, input: object) {
  const where = { territory };
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { id version } }`;
  let known: KnownBirth['birthRecord'] = birth.birthRecord;
  await retried(async () => {
    const { id } = birth.birthRecord ?? missing(birth);
    const { version } = known ?? (await stage.graph.ask('registrar', RECORD, { id }, where)).birthRecord;
    known = undefined;
    const input_ = { birthRecordId: id, version, ...input };
    birth.birthRecord = (await stage.graph.ask('registrar', mutation, { input: input_ }, where))[name];
  });
}

function missing({ notificationId }: KnownBirth): never {
  throw new Error(`the registry has no record of the notification ${notificationId}`);
}

export async function apply(stage: Stage, child: PlannedChild, day: Day): Promise<void> {
  const appliedAt = at(child.application?.on as Day, 12).toString();
  await step(stage, child, day, 'applyForBirthCertificate', { appliedAt });
  stage.deeds.applications += 1;
}

export const takeBack = (stage: Stage, child: PlannedChild, day: Day): Promise<void> =>
  step(stage, child, day, 'withdrawBirthCertificateApplication', {});

export async function certify(stage: Stage, child: PlannedChild, day: Day): Promise<void> {
  await step(stage, child, day, 'registerBirth', { familyName: 'Токтогулова', givenName: 'Нурай' });
  await step(stage, child, day, 'issueBirthCertificate', {});
  stage.deeds.certificates += 1;
}

const SIBLING = `query ($n: String!) { documentationWatches(facilityRecordNumber: $n) { edges { node {
  siblingOf { id } child { birthRecord { id version } } } } } }`;

/** The registrar documents the brother or sister whom a visit found, once the registry has a record of it. */
export async function certifySibling(stage: Stage, child: PlannedChild): Promise<void> {
  const [{ territory }] = siblingsOf(child) as [FoundSibling];
  const { notificationId } = stage.birth(child);
  const { documentationWatches } = await stage.graph.ask('registrar', SIBLING, { n: child.number }, { territory });
  const found = documentationWatches.edges.find(({ node }: Data) => node.siblingOf?.id === notificationId);
  if (!found) throw new Error(`the registrar of ${territory} finds no sibling of ${child.number}`);
  const sibling: KnownBirth = { notificationId, birthRecord: found.node.child?.birthRecord };
  await stepOn(stage, sibling, territory, 'applyForBirthCertificate', {});
  await stepOn(stage, sibling, territory, 'registerBirth', { familyName: 'Токтогулова', givenName: 'Айдай' });
  await stepOn(stage, sibling, territory, 'issueBirthCertificate', {});
  stage.deeds.siblingsDocumented += 1;
}
