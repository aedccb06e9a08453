import { BoundedMap } from './bounded-map.js';

describe('a bounded map', () => {
  it('forgets the least recently used beyond its limit', () => {
    const map = new BoundedMap<number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.get('a');
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2]);
  });

  it('keeps its neighbours when an entry is only renewed', () => {
    const map = new BoundedMap<number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('b', 3);
    expect([map.get('a'), map.get('b')]).toEqual([1, 3]);
  });

  it('gives nothing from the moment of expiry', () => {
    let now = 1_000;
    const map = new BoundedMap<string>(2, () => now);
    map.set('a', 'x', 2_000);
    now = 1_999;
    expect(map.get('a')).toBe('x');
    now = 2_000;
    expect(map.get('a')).toBeUndefined();
    expect(map.size).toBe(0);
  });
});
