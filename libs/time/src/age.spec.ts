import { ageOn } from './age.js';

const date = (text: string) => Temporal.PlainDate.from(text);

it.each([
  ['2008-05-25', '2026-05-24', 17],
  ['2008-05-25', '2026-05-25', 18],
  ['2008-05-25', '2026-06-01', 18],
  ['2008-02-29', '2026-02-28', 17],
  ['2008-02-29', '2026-03-01', 18],
  ['2008-02-29', '2028-02-29', 20],
  ['2026-05-25', '2026-05-25', 0],
])('who was born on %s is on %s of age %i', (birth, on, age) => {
  expect(ageOn(date(birth), date(on))).toBe(age);
});

it('nobody has an age before the birth', () => {
  expect(() => ageOn(date('2026-05-25'), date('2026-05-24'))).toThrow('before the birth');
});
