import { actingDayFor, later, overdueDay } from './calendar.js';
import { COUNTRY, type Graph } from './graph.js';
import type { PlannedCare, PlannedChild } from './life.js';
import { concernsOf } from './protection.js';
import { type Comparison, comparisonOf, differences } from './report.js';
import type { Stage } from './stage.js';
import { isApart, isCounted, isInTime, isToldInLife, siblingsOf, visitsTo } from './standing.js';

type Counts = Record<string, number>;

/** How many there are of each; those that are nowhere are left out. */
const tallied = (of: readonly string[]): Counts =>
  Object.fromEntries([...Map.groupBy(of, (one) => one)].map(([one, all]) => [one, all.length]));

const ofWhom = (children: readonly PlannedChild[], which: (child: PlannedChild) => unknown): number =>
  children.filter((child) => which(child)).length;

/** How far it has come by the end, in the words of its own list: untouched, begun, ended well or not. */
const stateOf = (
  care: PlannedCare | undefined,
  [untouched, begun, well, not]: readonly [string, string, string, string],
) => (care === undefined ? untouched : care.ended === undefined ? begun : care.ended.well ? well : not);

/** Findings that somebody heard of while the child lived. */
const foundIn = (child: PlannedChild, what: string): boolean =>
  visitsTo(child).some((visit) => visit.obstacles.includes(what) && isToldInLife(child, visit));

/** Whether a task of visiting the family is open at the end. */
function isVisitedStill(child: PlannedChild, days: readonly Temporal.PlainDate[]): boolean {
  const { born, notifiedOn, waits, certifiedOn } = child;
  const opened = waits ? waits.releasedOn : actingDayFor(later(overdueDay(born), notifiedOn), days);
  return opened !== undefined && isCounted(child) && !certifiedOn && !isInTime(child);
}

/** What the lists of officials have to show at the end, counted from what was played. */
export function listsOf(children: readonly PlannedChild[], days: readonly Temporal.PlainDate[]) {
  const siblings = children.flatMap(siblingsOf);
  const open = (apart: boolean) =>
    ofWhom(children, (child) => isApart(child) === apart && isVisitedStill(child, days)) +
    siblings.filter((sibling) => sibling.apart === apart && !sibling.certifiedOn).length;
  const hard = children.filter((child) => foundIn(child, 'HARD_LIFE_SITUATION'));
  return {
    duplicates: {
      ...tallied([
        ...children.flatMap(({ twice }) => (twice ? 'SAME' : [])),
        ...children.flatMap(({ takenForTwin }) => (takenForTwin ? 'DIFFERENT' : [])),
      ]),
      undone: ofWhom(children, ({ takenForTwin }) => takenForTwin),
    },
    handovers: {
      ACCEPTED: ofWhom(children, ({ moves }) => moves),
      DECLINED: ofWhom(children, ({ moves }) => moves?.declined),
    },
    documentHelp: tallied(
      children
        .filter((child) => foundIn(child, 'PARENT_LACKS_DOCUMENT'))
        .map(({ death, help }) =>
          death ? 'WITHDRAWN' : stateOf(help, ['OPEN', 'IN_PROGRESS', 'HELPED', 'NOT_POSSIBLE']),
        ),
    ),
    situations: tallied(
      hard.map(({ death, objection }) =>
        death ? 'CLOSED' : stateOf(objection, ['REGISTERED', 'REGISTERED', 'CLOSED', 'REGISTERED']),
      ),
    ),
    objections: tallied(hard.map(({ objection }) => stateOf(objection, ['NONE', 'PENDING', 'UPHELD', 'REJECTED']))),
    concerns: tallied(
      children.flatMap((child) =>
        concernsOf(child).map(() => stateOf(child.protection, ['RAISED', 'TAKEN_UP', 'CLOSED', 'CLOSED'])),
      ),
    ),
    openTasks: { SOCIAL_UNIT: open(false), GUARDIANSHIP: open(true) },
    assigned: ofWhom(children, ({ assigned }) => assigned),
  };
}

/** What the lists of officials show, each asked by one of those who work with it. */
async function shownBy(graph: Graph) {
  const list = (role: string, name: string, node: string) => graph.all(role, name, 'states: null', node, COUNTRY);
  const [pairs, offers, helps, situations, concerns] = await Promise.all([
    list('registrar', 'duplicateCandidates', 'state undoneAt'),
    list('social-supervisor', 'outreachHandovers', 'state'),
    list('registrar', 'documentHelpRequests', 'state'),
    list('benefits-specialist', 'hardLifeSituations', 'state objectedAt objectionOutcome'),
    list('guardianship', 'safetyConcerns', 'state'),
  ]);
  const states = (of: readonly { state: string }[]) => tallied(of.map(({ state }) => state));
  const open = (role: string) => graph.count(role, 'outreachTasks', 'states: [OPEN]', COUNTRY);
  const mine = (territory: string) => graph.count('social-worker', 'outreachTasks', 'assignedTo: ME', { territory });
  const own = await Promise.all(['KG', 'KG-C-03', 'KG-O-02'].map(mine));
  return {
    duplicates: { ...states(pairs as []), undone: pairs.filter(({ undoneAt }) => undoneAt).length },
    handovers: { ACCEPTED: 0, DECLINED: 0, ...states(offers as []) },
    documentHelp: states(helps as []),
    situations: states(situations as []),
    objections: tallied(
      situations.map(({ objectedAt, objectionOutcome }) => objectionOutcome ?? (objectedAt ? 'PENDING' : 'NONE')),
    ),
    concerns: states(concerns as []),
    openTasks: { SOCIAL_UNIT: await open('social-supervisor'), GUARDIANSHIP: await open('guardianship') },
    assigned: own.reduce((sum, count) => sum + count, 0),
  };
}

/** Compares what officials find on their lists with what was played: most of it is in no report. */
export async function compareLists(
  stage: Stage,
  children: readonly PlannedChild[],
  days: readonly Temporal.PlainDate[],
): Promise<Comparison> {
  const planned = listsOf(children, days);
  const shown = await shownBy(stage.graph);
  return comparisonOf([...differences('lists', shown, planned), ...stage.astonishments]);
}
