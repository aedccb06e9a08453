import { DUPLICATE_ACTIONS, DUPLICATE_STATES, requireDuplicateAllows } from './states.js';

it('a pair is decided once, and opened again only by an undo', () => {
  expect(DUPLICATE_ACTIONS).toEqual({
    OPEN: ['decideDuplicate'],
    SAME: ['undoDuplicate'],
    DIFFERENT: ['undoDuplicate'],
  });
  expect(Object.keys(DUPLICATE_ACTIONS)).toEqual([...DUPLICATE_STATES]);
});

it.each([
  ['OPEN', 'decideDuplicate'],
  ['SAME', 'undoDuplicate'],
  ['DIFFERENT', 'undoDuplicate'],
] as const)('%s allows %s', (state, action) => {
  expect(() => requireDuplicateAllows(state, action)).not.toThrow();
});

it.each([
  ['SAME', 'decideDuplicate', ['undoDuplicate']],
  ['DIFFERENT', 'decideDuplicate', ['undoDuplicate']],
  ['OPEN', 'undoDuplicate', ['decideDuplicate']],
] as const)('%s refuses %s and names what it allows', (state, action, allowed) => {
  expect(() => requireDuplicateAllows(state, action)).toThrow(
    expect.objectContaining({ code: 'TRANSITION_REFUSED', details: expect.objectContaining({ state, allowed }) }),
  );
});
