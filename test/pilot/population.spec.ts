import { backlogOn, declaredOn, releaseDays } from './backlog.js';
import { actingDays, at, FROM, isBefore, later, overdueDay, TO } from './calendar.js';
import type { PlannedChild } from './life.js';
import { planPilot } from './population.js';
import { visitsTo } from './standing.js';
import { countedIn, tallyOf } from './tally.js';

const size = { seed: 1, overdue: 60, documented: 25, step: 3 };
const inOrder = (...days: Temporal.PlainDate[]) =>
  days.every((day, index) => index === 0 || !isBefore(day, days[index - 1]!));

it.each([
  { seed: 1, overdue: 876, documented: 398, step: 1 },
  { seed: 2, overdue: 500, documented: 200, step: 1 },
  { seed: 3, overdue: 20, documented: 9, step: 6 },
  { seed: 4, overdue: 1, documented: 1, step: 1 },
  { seed: 5, overdue: 30, documented: 0, step: 2 },
])('as many become overdue and documented as were asked for: %j', (asked) => {
  const { newlyOverdue } = tallyOf(countedIn(planPilot(asked), 'KG', false));
  expect(newlyOverdue.children).toBe(asked.overdue);
  expect(newlyOverdue.documentedVisited + newlyOverdue.documentedUnvisited).toBe(asked.documented);
  expect(newlyOverdue.stillOpen).toBe(asked.overdue - asked.documented);
});

it('the same seed plans the same lives, another seed others', () => {
  const lives = (seed: number) => JSON.stringify(planPilot({ ...size, seed }));
  expect(lives(1)).toBe(lives(1));
  expect(lives(1)).not.toBe(lives(2));
});

it.each([1, 2, 8])('nothing is told before it happened, nor a visit before somebody could be sent; step %i', (step) => {
  for (const child of planPilot({ ...size, overdue: 300, step })) {
    const { born, notifiedOn, application, certifiedOn, live, twice } = child;
    expect(inOrder(born, notifiedOn, TO)).toBe(true);
    if (!live) expect([application, certifiedOn, visitsTo(child)]).toEqual([undefined, undefined, []]);
    if (application) expect(inOrder(born, application.on, application.recordedOn, TO)).toBe(true);
    if (application) expect(inOrder(notifiedOn, application.recordedOn)).toBe(true);
    if (certifiedOn) expect(application && inOrder(application.recordedOn, certifiedOn, TO)).toBe(true);
    for (const { on, recordedOn } of visitsTo(child)) {
      expect(inOrder(overdueDay(born), on, certifiedOn ?? TO)).toBe(true);
      expect(inOrder(on, recordedOn, TO)).toBe(true);
      expect(inOrder(notifiedOn, recordedOn)).toBe(true);
    }
    for (const { recordedOn } of twice?.visits ?? []) expect(isBefore(recordedOn, twice!.decidedOn)).toBe(true);
  }
});

it.each([1, 2, 8])('what turns a life comes after what it turns, each on a day of its own; step %i', (step) => {
  const strictly = (...days: Temporal.PlainDate[]) =>
    expect(days.every((day, index) => index === 0 || isBefore(days[index - 1]!, day))).toBe(true);
  for (const { born, notifiedOn, moves, leaves, death, twice, takenForTwin, waits, visits, certifiedOn } of planPilot({
    ...size,
    ...{ overdue: 400, step },
  })) {
    const task = later(overdueDay(born), notifiedOn);
    if (moves) strictly(...[moves.offeredOn, moves.declined?.on, moves.acceptedOn].filter((day) => day !== undefined));
    if (moves) expect(inOrder(task, moves.offeredOn) && moves.to !== moves.declined?.by).toBe(true);
    if (moves && certifiedOn) expect(inOrder(moves.acceptedOn, certifiedOn)).toBe(true);
    if (leaves) expect(inOrder(task, leaves.on, certifiedOn ?? TO)).toBe(true);
    if (death) expect(inOrder(notifiedOn, death.on, TO)).toBe(true);
    for (const { on } of death ? visits : []) expect(inOrder(on, death!.on)).toBe(true);
    if (twice) strictly(twice.notifiedOn, twice.decidedOn);
    if (twice) expect(inOrder(notifiedOn, twice.notifiedOn)).toBe(true);
    if (takenForTwin) strictly(notifiedOn, takenForTwin.decidedOn, takenForTwin.undoneOn);
    for (const { on } of waits ? visits : []) expect(inOrder(waits!.releasedOn!, on)).toBe(true);
  }
});

it('among the lives are all that the report and the lists of officials tell apart', () => {
  const children = planPilot({ seed: 1, overdue: 876, documented: 398, step: 1 });
  const some = (of: (child: PlannedChild) => unknown) => expect(children.filter(of).length).toBeGreaterThan(0);
  some(({ apart }) => apart);
  some(({ live }) => !live);
  some(({ application }) => application?.withdrawnOn !== undefined);
  some(({ application }) => application && isBefore(application.on, application.recordedOn));
  some(({ born, notifiedOn }) => isBefore(overdueDay(born), notifiedOn));
  some(({ born, certifiedOn }) => isBefore(overdueDay(born), FROM) && certifiedOn && isBefore(certifiedOn, FROM));
  for (const obstacle of ['HARD_LIFE_SITUATION', 'UNDOCUMENTED_SIBLINGS', 'PARENT_LACKS_DOCUMENT']) {
    some(({ visits }) => visits.some(({ obstacles }) => obstacles.includes(obstacle)));
  }
  some(({ visits }) => visits.some(({ details }) => 'safetyConcern' in details));
  for (const outcome of ['NOT_FOUND', 'REFUSED', 'PROMISED', 'MOVED', 'CHILD_ELSEWHERE', 'CHILD_DIED']) {
    some(({ visits }) => visits.some((visit) => visit.outcome === outcome));
  }
  for (const care of ['help', 'objection', 'protection'] as const) {
    some((child) => child[care]?.ended);
    some((child) => child[care] && !child[care].ended);
  }
  some(({ leaves, visits }) => leaves && visits.some(({ on }) => isBefore(on, leaves.on)));
  some(({ leaves, visits }) =>
    visits.some(({ on, recordedOn }) => leaves && isBefore(on, leaves.on) && !isBefore(recordedOn, leaves.on)),
  );
  some(({ moves }) => moves?.declined);
  some(({ twice }) => twice && twice.visits.length > 0);
  some(({ twice, born }) => twice && isBefore(twice.decidedOn, overdueDay(born)));
  some(({ twice, territory }) => twice && twice.territory !== territory);
  some(({ takenForTwin }) => takenForTwin);
  some(({ waits }) => waits?.releasedOn);
  some(({ assigned }) => assigned?.bySupervisor);
  some(({ death, certifiedOn }) => death && certifiedOn);
  const lateVisits = ({ visits, certifiedOn }: PlannedChild) =>
    visits.filter(({ recordedOn }) => certifiedOn && isBefore(certifiedOn, recordedOn));
  some((child) => lateVisits(child).length > 0 && lateVisits(child).length === child.visits.length);
  some((child) => lateVisits(child).some(({ obstacles }) => obstacles.includes('UNDOCUMENTED_SIBLINGS')));
});

it.each([1, 2, 3, 4])('no two mothers are of one name and age, whom a search would take for one; seed %i', (seed) => {
  const mothers = planPilot({ seed, overdue: 876, documented: 398, step: 1 })
    .filter(({ takenForTwin, report }) => !takenForTwin && 'familyName' in (report.mother as object))
    .map(({ report }) => JSON.stringify({ ...(report.mother as object), pin: '', identity: '' }));
  expect(mothers.length).toBeGreaterThan(1_000);
  expect(new Set(mothers).size).toBe(mothers.length);
});

describe('a backlog', () => {
  const born = ['2024-02-01', '2024-02-03', '2024-02-02'].map((day) => Temporal.PlainDate.from(day));
  const released = (step: number) =>
    [...releaseDays(born, actingDays(step))].map(([child, day]) => [child, day.toString()]);

  it('is released one on each working day, the youngest first', () => {
    expect(released(1)).toEqual([
      ['2024-02-03', '2024-05-27'],
      ['2024-02-02', '2024-05-28'],
      ['2024-02-01', '2024-05-29'],
    ]);
  });

  it('one on each day to which the clock comes, where it stands still for longer', () => {
    expect(released(8).map(([, day]) => day)).toEqual(['2024-06-02', '2024-06-10', '2024-06-18']);
  });

  it('waits from when it is overdue until its turn has come', () => {
    const children = planPilot({ ...size, overdue: 876, documented: 398, step: 1 });
    expect(declaredOn(actingDays(1)).toString()).toBe('2024-03-29');
    expect(backlogOn(children, declaredOn(actingDays(1)))).toEqual({ waiting: 0, released: 0 });
    const all = children.filter(({ waits }) => waits).length;
    expect(backlogOn(children, FROM)).toEqual({ waiting: all, released: 0 });
    expect(backlogOn(children, Temporal.PlainDate.from('2024-05-28'))).toEqual({ waiting: all - 2, released: 2 });
  });
});

it.each([
  { ...size, overdue: 0 },
  { ...size, documented: 61 },
  { ...size, overdue: 1.5 },
])('%j is no pilot', (wrong) => {
  expect(() => planPilot(wrong)).toThrow('takes a whole number');
});

it('a legal day begins in Bishkek', () => {
  expect(at(FROM, 0).toString()).toBe('2024-05-24T18:00:00Z');
});
