import { type Counted, figuresOf } from './figures.js';

const line = (measure: string, key: string, children: number): Counted => ({ measure, key, children });

it('of nobody there are noughts, and no share or median of nothing', () => {
  const figures = figuresOf([]);
  expect(figures.siblings).toEqual({ found: 0, documented: 0, stillOpen: 0 });
  expect(figures).toMatchObject({ notified: 0, overdueShare: null, documented: 0, medianDaysToCertificate: null });
  expect(figures.newlyOverdue).toEqual({
    children: 0,
    visited: 0,
    documentedVisited: 0,
    documentedUnvisited: 0,
    stillOpen: 0,
    visitedShare: null,
    documentedShare: null,
    medianDaysToCertificate: null,
  });
  expect(figures.byReason.map(({ code }) => code)).toContain('DID_NOT_KNOW');
  expect(figures.byObstacle.every(({ children, documented }) => children === 0 && documented === 0)).toBe(true);
});

it('lines of several territories are one sum, and medians are of all children, not of medians', () => {
  const north = [line('NOTIFIED', '', 5), line('DAYS', '10', 3), line('REASON', 'TOO_FAR', 2)];
  const south = [line('NOTIFIED', '', 2), line('DAYS', '100', 1), line('DAYS', '10', 1), line('REASON', 'TOO_FAR', 1)];
  const figures = figuresOf([...north, ...south]);
  expect(figures).toMatchObject({ notified: 7, documented: 5, medianDaysToCertificate: 10 });
  expect(figures.byReason.find(({ code }) => code === 'TOO_FAR')).toMatchObject({ children: 3 });
});

it('the opening stock is kept apart from those newly overdue', () => {
  const { openingStock, newlyOverdue, overdueShare } = figuresOf([
    line('TERM_ENDED', '', 40),
    ...[line('OVERDUE', 'NEW', 10), line('VISITED', 'NEW', 8), line('DOCUMENTED_VISITED', 'NEW', 3)],
    ...[line('DOCUMENTED_UNVISITED', 'NEW', 1), line('DAYS_NEW', '70', 4)],
    ...[line('OVERDUE', 'OPENING', 4), line('DOCUMENTED_UNVISITED', 'OPENING', 4), line('DAYS_OPENING', '120', 4)],
  ]);
  expect(overdueShare).toBe(0.25);
  expect(newlyOverdue).toEqual({
    children: 10,
    visited: 8,
    documentedVisited: 3,
    documentedUnvisited: 1,
    stillOpen: 6,
    visitedShare: 0.8,
    documentedShare: 0.4,
    medianDaysToCertificate: 70,
  });
  expect(openingStock).toMatchObject({ children: 4, visited: 0, stillOpen: 0, documentedShare: 1, visitedShare: 0 });
});
