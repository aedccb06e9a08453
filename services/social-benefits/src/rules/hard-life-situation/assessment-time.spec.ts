import { assessmentTimeFault } from './assessment-time.js';

const at = (text: string) => Temporal.Instant.from(text);

it.each([
  ['2024-06-02T23:59:59.999Z', 'ASSESSED_BEFORE_FOUND'],
  ['2024-06-03T00:00:00Z', null],
  ['2024-06-10T00:00:00Z', null],
  ['2024-06-10T00:00:00.001Z', 'ASSESSED_IN_FUTURE'],
])('assessed at %s: %s', (assessed, fault) => {
  expect(assessmentTimeFault(at(assessed), at('2024-06-03T00:00:00Z'), at('2024-06-10T00:00:00Z'))).toBe(fault);
});
