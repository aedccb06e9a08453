import { lawOf } from '../../law.js';
import { firstReleaseAt, lastReleaseOn, nextReleaseAt } from './schedule.js';

const { calendar } = lawOf({ KAMKOR_PROFILE: 'KG' });
const at = (text: string) => Temporal.Instant.from(text);
const day = (text: string) => Temporal.PlainDate.from(text);

it.each([
  // A Monday ahead; a Saturday, which is not worked; today, a Friday, at noon; today, a Saturday.
  ['2024-05-27', '2024-05-24T06:00:00Z', '2024-05-26T18:00:00Z'],
  ['2024-05-25', '2024-05-24T06:00:00Z', '2024-05-26T18:00:00Z'],
  ['2024-05-24', '2024-05-24T06:00:00Z', '2024-05-24T06:00:00Z'],
  ['2024-05-25', '2024-05-25T06:00:00Z', '2024-05-26T18:00:00Z'],
])('a start on %s, said at %s, first releases at %s', (startsOn, now, first) => {
  expect(firstReleaseAt(day(startsOn), at(now), calendar).toString()).toBe(first);
});

it.each([
  // After a Monday; after a Friday; on the eve of a holiday (9 May 2024, a Thursday); late at night of the legal day.
  ['2024-05-26T18:00:00Z', '2024-05-27T18:00:00Z'],
  ['2024-05-24T06:00:00Z', '2024-05-26T18:00:00Z'],
  ['2024-05-08T06:00:00Z', '2024-05-09T18:00:00Z'],
  ['2024-05-27T17:59:59Z', '2024-05-27T18:00:00Z'],
])('after a release at %s the next is at %s', (now, next) => {
  expect(nextReleaseAt(at(now), calendar).toString()).toBe(next);
});

it.each([
  [0, 6, null],
  [1, 6, '2024-05-27'],
  [6, 6, '2024-05-27'],
  [7, 6, '2024-05-28'],
  [36, 6, '2024-06-03'],
])('of %i who wait, %i a day from Monday 27 May on, the last is released on %s', (waiting, perDay, last) => {
  expect(lastReleaseOn(waiting, perDay, at('2024-05-26T18:00:00Z'), calendar)?.toString() ?? null).toBe(last);
});
