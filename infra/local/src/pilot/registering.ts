import { at } from './calendar.js';
import { retried } from './graph.js';
import type { PlannedChild } from './life.js';
import type { KnownBirth, Stage } from './stage.js';
import { placeOf } from './standing.js';

type Day = Temporal.PlainDate;

const RECORD = 'query ($id: UUID!) { birthRecord(id: $id) { id version } }';

/** A step of the registry, by the registrar of where the child lives on that day. */
async function step(stage: Stage, child: PlannedChild, day: Day, name: string, input: object): Promise<void> {
  const birth = stage.birth(child);
  const where = { territory: placeOf(child, day) };
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
