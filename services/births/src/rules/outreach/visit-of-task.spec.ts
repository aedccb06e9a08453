import { isVisitOfTask } from './visit-of-task.js';

const overdueSince = Temporal.Instant.from('2024-07-24T18:00:00Z');

it.each([
  ['2024-07-24T17:59:59.999Z', false],
  ['2024-07-24T18:00:00Z', true],
  ['2024-07-26T04:00:00Z', true],
])('a visit at %s is one of the task: %s', (visitedAt, counts) => {
  expect(isVisitOfTask(Temporal.Instant.from(visitedAt), overdueSince)).toBe(counts);
});
