import { COUNTRY, type Data, forEach, retried } from './graph.js';
import type { PlannedCare, PlannedChild } from './life.js';
import type { Stage } from './stage.js';
import { placeOf } from './standing.js';

type Day = Temporal.PlainDate;

interface WorkList {
  readonly role: string;
  readonly list: string;
  /** How the mutations of its records name the record. */
  readonly id: string;
}

const HELP: WorkList = { role: 'registrar', list: 'documentHelpRequests', id: 'documentHelpRequestId' };
const SITUATIONS: WorkList = { role: 'benefits-specialist', list: 'hardLifeSituations', id: 'situationId' };
const CONCERNS: WorkList = { role: 'guardianship', list: 'safetyConcerns', id: 'safetyConcernId' };

/** What an official does with the child's records on the own work list that are in a state; gives how many there were. */
async function act(stage: Stage, work: WorkList, child: PlannedChild, place: string, step: [string, string, object?]) {
  const { graph } = stage;
  const where = { territory: place };
  const [among, name, more] = step;
  const mutation = `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { id } }`;
  const { personId } = stage.birth(child);
  return await retried(async () => {
    const listed = await graph.all(work.role, work.list, `states: [${among}]`, 'id version child { id }', where);
    const own = listed.filter((one: Data) => one.child?.id === personId);
    if (own.length === 0) throw new Error(`${work.list} of ${place} has nothing ${among} of ${child.number}`);
    for (const { id, version } of own) {
      await graph.ask(work.role, mutation, { input: { [work.id]: id, version, ...more } }, where);
    }
    return own.length;
  });
}

/** What of these is to be done with a child on a day. */
export function followUps(stage: Stage, child: PlannedChild, day: Day): (() => Promise<void>)[] {
  const { deeds } = stage;
  const place = placeOf(child, day);
  const begins = (care: PlannedCare | undefined) => care?.begunOn.equals(day);
  const ends = (care: PlannedCare | undefined) => care?.ended?.on.equals(day);
  const { help, objection, protection } = child;
  const todo: (() => Promise<void>)[] = [];
  if (begins(help)) todo.push(async () => void (await act(stage, HELP, child, place, ['OPEN', 'beginDocumentHelp'])));
  if (ends(help)) {
    const step: [string, object?] = help?.ended?.well
      ? ['recordDocumentHelped']
      : ['recordDocumentNotPossible', { reason: 'FOREIGN_AUTHORITY' }];
    todo.push(async () => {
      await act(stage, HELP, child, place, ['IN_PROGRESS', ...step]);
      deeds.documentHelps += 1;
    });
  }
  if (begins(objection)) {
    todo.push(async () => {
      await act(stage, SITUATIONS, child, place, ['REGISTERED', 'recordHardLifeObjection', { reason: 'NOT_TRUE' }]);
      deeds.objections += 1;
    });
  }
  if (ends(objection)) {
    const name = objection?.ended?.well ? 'upholdHardLifeObjection' : 'rejectHardLifeObjection';
    todo.push(async () => void (await act(stage, SITUATIONS, child, place, ['REGISTERED', name])));
  }
  if (begins(protection)) {
    todo.push(async () => {
      deeds.concernsTakenUp += await act(stage, CONCERNS, child, place, ['RAISED', 'takeUpSafetyConcern']);
    });
  }
  // Who has taken a concern up goes on with it, wherever the family moves.
  if (ends(protection)) {
    const taken = placeOf(child, protection?.begunOn);
    todo.push(
      async () =>
        void (await act(stage, CONCERNS, child, taken, ['TAKEN_UP', 'closeSafetyConcern', { outcome: 'PROTECTED' }])),
    );
  }
  return todo;
}

const NAME = 'mutation ($input: NameProtectionWorkerInput!) { nameProtectionWorker(input: $input) { id } }';

/** The role alone shows no safety concern: those of the country are named by an administrator, others from above. */
export async function nameProtection({ graph }: Stage): Promise<void> {
  const name = (by: string, worker: string, territory: string) =>
    graph.ask(by, NAME, { input: { worker, territory } }, COUNTRY);
  await name('admin', 'demo-guardianship-0', 'KG');
  await name('guardianship', 'demo-guardianship-1', 'KG-C-03');
}

const REVIEW = 'mutation ($input: RecordReviewInput!) { recordReview(input: $input) { id } }';

/** Supervisors, and guardianship where it visits, review what waits for it in the own province. Gives how many tasks did. */
export async function review(stage: Stage, provinces: readonly string[]): Promise<number> {
  let reviewed = 0;
  const lists = provinces.flatMap((territory) => [
    { role: 'social-supervisor', where: { territory } },
    { role: 'guardianship', where: { territory } },
  ]);
  await forEach(lists, async ({ role, where }) => {
    const due = await stage.graph.all(role, 'outreachTasks', 'reviewDue: true', 'id version visitCount', where);
    for (const { id, version, visitCount } of due) {
      const conclusion = visitCount > 1 ? 'OTHER_MEASURES' : 'CONTINUE';
      await stage.graph.ask(role, REVIEW, { input: { taskId: id, version, conclusion } }, where);
    }
    reviewed += due.length;
  });
  stage.deeds.reviews += reviewed;
  return reviewed;
}
