import { pagesOf, parseRanges, rangesOf } from './id-ranges.js';

describe('ids of a block', () => {
  it.each([
    [[5], '{[5,6)}'],
    [[1, 2, 3], '{[1,4)}'],
    [[1, 3, 4, 9], '{[1,2),[3,5),[9,10)}'],
  ])('%j are the ranges %s, and these give the ids again', (ids, text) => {
    expect(rangesOf(ids)).toBe(text);
    expect([...pagesOf(parseRanges(text), 2, 10)].flat()).toEqual(ids);
  });

  it('come in pages, and no more than asked for', () => {
    expect([...pagesOf([{ from: 1, to: 1e15 }], 3, 5)]).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });
});
