import { at } from './calendar.js';
import { retried, type Workplace } from './graph.js';
import type { PlannedChild, PlannedVisit } from './life.js';
import type { KnownTask, Stage } from './stage.js';
import { isApart, placeOf } from './standing.js';

type Day = Temporal.PlainDate;

/** Who visits: the unit of where the child lives, or guardianship there while it is apart from its parents. */
interface Unit {
  readonly role: string;
  readonly where: Workplace;
}

/** A family of the plan under one of its notifications, as its unit goes there. */
export interface ToVisit {
  readonly child: PlannedChild;
  readonly number: string;
  readonly visit: PlannedVisit;
}

/** The visits to all families. Of a child notified twice those of the second notification are made by its own unit. */
export const visitsOfAll = (children: readonly PlannedChild[]): ToVisit[] =>
  children.flatMap((child) => [
    ...child.visits.map((visit) => ({ child, number: child.number, visit })),
    ...(child.twice?.visits ?? []).map((visit) => ({ child, number: child.twice?.number as string, visit })),
  ]);

const unitOf = ({ child, number }: Pick<ToVisit, 'child' | 'number'>, day: Day): Unit => ({
  role: isApart(child, day) ? 'guardianship' : 'social-worker',
  where: { territory: number === child.number ? placeOf(child, day) : (child.twice?.territory as string) },
});

const TASK = `query ($id: UUID!) { birthNotification(id: $id) { documentation { task { id version state } } } }`;

/** The task of the family as its unit finds it. Throws where there is none to be worked on. */
async function taskOf(stage: Stage, number: string, { role, where }: Unit): Promise<KnownTask> {
  const id = stage.birth({ number }).notificationId;
  const { birthNotification } = await stage.graph.ask(role, TASK, { id }, where);
  const task = birthNotification?.documentation?.task;
  if (task?.state === 'OPEN') return task;
  throw new Error(`nobody is sent for the birth ${number}: its task is ${JSON.stringify(task ?? null)}`);
}

/** A visitor who will be without a network looks at the task before going. */
export async function takeAlong(stage: Stage, { child, number, visit }: ToVisit): Promise<void> {
  stage.taken.set(visit, await taskOf(stage, number, unitOf({ child, number }, visit.on)));
}

const VISIT = 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';
const SAME_TASK = 'query ($id: UUID!) { outreachTask(id: $id) { id version } }';

/** Records a visit. What was taken along may have changed meanwhile, and is read again if its unit still has it. */
export async function visit(stage: Stage, { child, number, visit: planned }: ToVisit): Promise<void> {
  const { on, outcome, metWith, reasons, obstacles, details } = planned;
  const unit = unitOf({ child, number }, on);
  const said = { visitedAt: at(on, 11).toString(), outcome, metWith, reasons, obstacles, ...details };
  const { graph, taken, deeds } = stage;
  let known = taken.get(planned);
  await retried(async () => {
    const { id: taskId, version } = known ?? (await taskOf(stage, number, unit));
    try {
      await graph.ask(unit.role, VISIT, { input: { taskId, version, ...said } }, unit.where);
    } catch (error) {
      known = known && (await graph.ask(unit.role, SAME_TASK, { id: taskId }, unit.where)).outreachTask;
      throw error;
    }
  });
  deeds.visits += 1;
  if (outcome === 'MOVED') deeds.movesFound += 1;
  if (outcome === 'CHILD_DIED') deeds.deathsFound += 1;
}

const ASSIGN = 'mutation ($input: AssignOutreachInput!) { assignOutreach(input: $input) { id } }';

/** Who works where, by the subjects of the local provider. */
const WORKERS: Readonly<Record<string, string>> = {
  'KG-C-03': 'demo-social-worker-1',
  'KG-O-02': 'demo-social-worker-2',
};
const ELSEWHERE = 'demo-social-worker-0';

/** The supervisor gives the task to a worker of the district, or the worker takes it. */
export async function assign(stage: Stage, child: PlannedChild, day: Day): Promise<void> {
  const where = { territory: placeOf(child, day) };
  const unit = { role: child.assigned?.bySupervisor ? 'social-supervisor' : 'social-worker', where };
  const worker = WORKERS[where.territory] ?? ELSEWHERE;
  await retried(async () => {
    const { id: taskId, version } = await taskOf(stage, child.number, unit);
    const input = { taskId, version, ...(child.assigned?.bySupervisor ? { worker } : {}) };
    await stage.graph.ask(unit.role, ASSIGN, { input }, where);
  });
  stage.deeds.assignments += 1;
}

const OFFER = 'mutation ($input: OfferHandoverInput!) { offerHandover(input: $input) { id } }';

/** The unit that has the task offers it to another one. */
export async function offer(stage: Stage, child: PlannedChild, territory: string): Promise<void> {
  const unit = { role: 'social-worker', where: { territory: child.territory } };
  await retried(async () => {
    const { id: taskId, version } = await taskOf(stage, child.number, unit);
    await stage.graph.ask(unit.role, OFFER, { input: { taskId, version, territory } }, unit.where);
  });
}

/** The unit that was asked accepts or declines. */
export async function answer(stage: Stage, child: PlannedChild, territory: string, accepts: boolean): Promise<void> {
  const { graph, deeds } = stage;
  const where = { territory };
  const { personId } = stage.birth(child);
  const offersSeen = (seenBy: string) =>
    graph.all(
      'social-worker',
      'outreachHandovers',
      `to: "${territory}", states: [OFFERED]`,
      'id version child { id }',
      { territory: seenBy },
    );
  // Whose child it is only the unit knows that still looks after it.
  const made = (await offersSeen(child.territory)).find((one) => one.child?.id === personId);
  const offered = (await offersSeen(territory)).find(({ id }) => id === made?.id);
  if (!offered) throw new Error(`${territory} does not see the offer of ${child.number}`);
  const [name, more] = accepts ? ['acceptHandover', {}] : ['declineHandover', { reason: 'FAMILY_NOT_HERE' }];
  const mutation = `mutation ($input: ${accepts ? 'Accept' : 'Decline'}HandoverInput!) { ${name}(input: $input) { id } }`;
  await graph.ask('social-worker', mutation, { input: { id: offered.id, version: offered.version, ...more } }, where);
  deeds[accepts ? 'handoversAccepted' : 'handoversDeclined'] += 1;
}
