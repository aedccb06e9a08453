import { at, FROM, isBefore, overdueDay, TO } from './calendar.js';
import { planPilot } from './population.js';
import { tallyOf } from './tally.js';

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
  const { newlyOverdue } = tallyOf(planPilot(asked).filter(({ apart }) => !apart));
  expect(newlyOverdue.children).toBe(asked.overdue);
  expect(newlyOverdue.documentedVisited + newlyOverdue.documentedUnvisited).toBe(asked.documented);
  expect(newlyOverdue.stillOpen).toBe(asked.overdue - asked.documented);
});

it('the same seed plans the same lives, another seed others', () => {
  const lives = (seed: number) => JSON.stringify(planPilot({ ...size, seed }));
  expect(lives(1)).toBe(lives(1));
  expect(lives(1)).not.toBe(lives(2));
});

it('nothing is told before it happened, nor a visit before somebody could be sent', () => {
  for (const { born, notifiedOn, application, certifiedOn, visits, live } of planPilot({ ...size, overdue: 300 })) {
    expect(inOrder(born, notifiedOn, TO)).toBe(true);
    if (!live) expect([application, certifiedOn, visits]).toEqual([undefined, undefined, []]);
    if (application) expect(inOrder(born, application.on, application.recordedOn, TO)).toBe(true);
    if (application) expect(inOrder(notifiedOn, application.recordedOn)).toBe(true);
    if (certifiedOn) expect(application && inOrder(application.recordedOn, certifiedOn, TO)).toBe(true);
    for (const { on, recordedOn } of visits) {
      expect(inOrder(overdueDay(born), on, certifiedOn ?? TO)).toBe(true);
      expect(inOrder(on, recordedOn, TO)).toBe(true);
      expect(inOrder(notifiedOn, recordedOn)).toBe(true);
    }
  }
});

it('among the lives are all that the report tells apart', () => {
  const children = planPilot({ seed: 1, overdue: 876, documented: 398, step: 1 });
  const some = (of: (child: (typeof children)[number]) => boolean | undefined) =>
    expect(children.filter(of).length).toBeGreaterThan(0);
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
  const lateVisits = ({ visits, certifiedOn }: (typeof children)[number]) =>
    visits.filter(({ recordedOn }) => certifiedOn && isBefore(certifiedOn, recordedOn));
  some((child) => lateVisits(child).length > 0 && lateVisits(child).length === child.visits.length);
  some((child) => lateVisits(child).some(({ obstacles }) => obstacles.includes('UNDOCUMENTED_SIBLINGS')));
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
