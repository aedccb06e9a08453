import { medianDays, shareOf } from './shares.js';

it.each([
  [398, 876, 0.4543],
  [0, 7, 0],
  [7, 7, 1],
  [1, 3, 0.3333],
  [2, 3, 0.6667],
  [0, 0, null],
])('%d of %d is %s', (part, whole, share) => {
  expect(shareOf(part, whole)).toBe(share);
});

it.each<[string, [number, number][], number | null]>([
  ['nobody', [], null],
  ['nobody who took ten days', [[10, 0]], null],
  ['one child', [[64, 1]], 64],
  [
    'two children: the mean',
    [
      [10, 1],
      [15, 1],
    ],
    12.5,
  ],
  ['two who took the same', [[10, 2]], 10],
  [
    'an odd number, given in any order',
    [
      [90, 1],
      [3, 1],
      [70, 1],
    ],
    70,
  ],
  [
    'the many outweigh the extreme',
    [
      [1, 1],
      [70, 10],
      [3_000, 2],
    ],
    70,
  ],
  [
    'the middle lies between two steps',
    [
      [5, 3],
      [8, 3],
    ],
    6.5,
  ],
  [
    'two digits are not compared as text',
    [
      [9, 1],
      [10, 1],
      [100, 1],
    ],
    10,
  ],
])('median of %s', (_whom, taken, median) => {
  expect(medianDays(new Map(taken))).toBe(median);
});

it('gives the same as sorting every single child, for any population', () => {
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < 200; round += 1) {
    const children = Array.from({ length: 1 + next(40) }, () => next(30)).sort((a, b) => a - b);
    const taken = new Map<number, number>();
    for (const days of children) taken.set(days, (taken.get(days) ?? 0) + 1);
    const middle = children.length / 2;
    const wanted = children.length % 2 ? children[middle - 0.5] : (children[middle - 1]! + children[middle]!) / 2;
    expect(medianDays(taken)).toBe(wanted);
  }
});
