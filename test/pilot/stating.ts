import { isBefore, overdueDay } from './calendar.js';
import { type Data, retried, type Workplace } from './graph.js';
import type { PlannedChild } from './life.js';
import type { Stage } from './stage.js';
import { placeOf } from './standing.js';

type Day = Temporal.PlainDate;

const NOTIFICATION = 'query ($id: UUID!) { birthNotification(id: $id) { version } }';

async function state(stage: Stage, child: PlannedChild, by: readonly [string, Workplace], name: string, more: object) {
  const id = stage.birth(child).notificationId;
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { id } }`;
  const [role, where] = by;
  await retried(async () => {
    const { version } = (await stage.graph.ask(role, NOTIFICATION, { id }, where)).birthNotification;
    await stage.graph.ask(role, mutation, { input: { notificationId: id, version, ...more } }, where);
  });
}

/** The unit learns that the child is not with its parents any more. */
export async function stateCare(stage: Stage, child: PlannedChild): Promise<void> {
  const { on, careStatus } = child.leaves as NonNullable<PlannedChild['leaves']>;
  const where = { territory: placeOf(child, on.subtract({ days: 1 })) };
  await state(stage, child, ['social-worker', where], 'recordCareStatus', { careStatus });
  stage.deeds.careStatements += 1;
}

/** The hospital says so of a young child, later a registrar. */
export async function stateDeath(stage: Stage, child: PlannedChild, day: Day): Promise<void> {
  const early = isBefore(day, overdueDay(child.born));
  const by = early
    ? (['hospital', { facility: child.facility }] as const)
    : (['registrar', { territory: placeOf(child, day) }] as const);
  await state(stage, child, by, 'recordChildDeath', { diedOn: day.subtract({ days: 1 }).toString() });
  stage.deeds.deathStatements += 1;
}

const DECIDE = 'mutation ($input: DecideDuplicateInput!) { decideDuplicate(input: $input) { id version } }';
const UNDO = 'mutation ($input: UndoDuplicateInput!) { undoDuplicate(input: $input) { id version } }';

/** A pair that the search has found, as its registrar sees it: of two districts that of the country. */
async function pairOf(stage: Stage, one: string, other: string, territory: string, among: string): Promise<Data> {
  const pairs = await stage.graph.all(
    ...(['registrar', 'duplicateCandidates', `states: [${among}]`, 'id version one { id } other { id }'] as const),
    { territory },
  );
  const sought = [one, other].map((number) => stage.birth({ number }).notificationId);
  const pair = pairs.find((found) => sought.includes(found.one?.id) && sought.includes(found.other?.id));
  if (!pair) throw new Error(`nobody found that ${one} and ${other} could be one child (registrar of ${territory})`);
  return pair;
}

/** A registrar decides that two notifications are one child, of whom the first is kept. */
export async function decideSame(stage: Stage, keep: string, close: string, territory: string): Promise<void> {
  const { id, version } = await pairOf(stage, keep, close, territory, 'OPEN');
  const kept = stage.birth({ number: keep }).notificationId;
  const input = { candidateId: id, version, decision: 'SAME', keep: kept, grounds: 'Анын энеси тастыктады' };
  await stage.graph.ask('registrar', DECIDE, { input }, { territory });
  stage.deeds.duplicatesDecided += 1;
}

/** They were twins: the decision is taken back, and decided the other way. */
export async function decideTwins(stage: Stage, one: string, other: string, territory: string): Promise<void> {
  const { id, version } = await pairOf(stage, one, other, territory, 'SAME');
  const undo = { candidateId: id, version, reason: 'Эгиздер экен' };
  const undone = (await stage.graph.ask('registrar', UNDO, { input: undo }, { territory })).undoDuplicate;
  const input = { candidateId: id, version: undone.version, decision: 'DIFFERENT', grounds: 'Эгиздер' };
  await stage.graph.ask('registrar', DECIDE, { input }, { territory });
  stage.deeds.duplicatesUndone += 1;
}
