import { isInScope, overlap } from './territory.js';

describe('a territory', () => {
  it.each([
    ['KG-C', 'KG-C', true],
    ['KG-C-03-02', 'KG-C', true],
    ['KG-CH', 'KG-C', false],
    ['KG', 'KG-C', false],
    ['KG-C', null, false],
  ])('%s in the scope of %s: %s', (territory, root, expected) => {
    expect(isInScope(territory, root)).toBe(expected);
  });

  it('is counted whole, in part or not at all', () => {
    const counted = (territory: string, root: string | null) => overlap(territory, root);
    expect([counted('KG-C-03', 'KG-C'), counted('KG', 'KG-C'), counted('KG-O', 'KG-C'), counted('KG', null)]).toEqual([
      'WHOLE',
      'PART',
      'NONE',
      'NONE',
    ]);
  });
});
