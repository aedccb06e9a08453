import { parseShift, ShiftRefused } from './shift.js';

it.each([
  ['+61d', 61 * 24 * 3_600_000],
  ['+3h', 3 * 3_600_000],
  ['+2w', 14 * 24 * 3_600_000],
  [' +60d23h59m ', (60 * 24 * 60 + 23 * 60 + 59) * 60_000],
])('a clock moves by %s', (text, milliseconds) => {
  expect(parseShift(text)).toBe(milliseconds);
});

it.each(['-1d', '61d', '+61', '+1y', '+', '', '+1d-1h', '+1.5h', '+999999d'])(
  'a clock does not move by "%s"',
  (text) => {
    expect(() => parseShift(text)).toThrow(ShiftRefused);
  },
);
