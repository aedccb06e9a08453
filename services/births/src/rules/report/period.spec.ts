import { countryProfile } from '@kamkor/reference';
import { boundsOf } from './period.js';

const { calendar } = countryProfile('KG');
const day = (text: string) => Temporal.PlainDate.from(text);

it('a period has both its days whole, in the legal zone', () => {
  const { start, end, zone } = boundsOf({ from: day('2024-05-25'), to: day('2024-07-22') }, calendar);
  expect([String(start), String(end), zone]).toEqual(['2024-05-24T18:00:00Z', '2024-07-22T18:00:00Z', 'Asia/Bishkek']);
});

it('one day is a period', () => {
  const { start, end } = boundsOf({ from: day('2024-05-25'), to: day('2024-05-25') }, calendar);
  expect(start.until(end).total('hours')).toBe(24);
});

it('a period that ends before it begins is refused by its field', () => {
  expect(() => boundsOf({ from: day('2024-05-25'), to: day('2024-05-24') }, calendar)).toThrow(
    expect.objectContaining({ reason: 'PERIOD_REVERSED', details: { field: 'period.to' } }),
  );
});
