import { applicationTimeFault } from './application-time.js';

const at = (text: string) => Temporal.Instant.from(text);
const born = at('2024-05-25T08:00:00Z');
const now = at('2024-07-01T10:00:00Z');

it.each([
  ['2024-05-25T07:59:59.999Z', 'APPLIED_BEFORE_BIRTH'],
  ['2024-05-25T08:00:00Z', null],
  ['2024-06-20T00:00:00Z', null],
  ['2024-07-01T10:00:00Z', null],
  ['2024-07-01T10:00:00.001Z', 'APPLIED_IN_FUTURE'],
])('applied at %s: %s', (applied, fault) => {
  expect(applicationTimeFault(at(applied), born, now)).toBe(fault);
});
