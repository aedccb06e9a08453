import { Random } from './random.js';

const draws = (seed: number) => {
  const random = new Random(seed);
  return Array.from({ length: 5 }, () => random.between(1, 1_000));
};

it('comes out the same for the same seed and otherwise for another', () => {
  expect(draws(1)).toEqual(draws(1));
  expect(draws(1)).not.toEqual(draws(2));
});

it('draws evenly, within its limits', () => {
  const random = new Random(7);
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 8_000; i += 1) counts[random.between(0, 3)]! += 1;
  for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  expect(random.chance(0)).toBe(false);
  expect(random.chance(1)).toBe(true);
});

it('shuffles without losing anybody', () => {
  const all = Array.from({ length: 50 }, (_, index) => index);
  const shuffled = new Random(3).shuffled(all);
  expect(shuffled).not.toEqual(all);
  expect([...shuffled].sort((one, other) => one - other)).toEqual(all);
});
