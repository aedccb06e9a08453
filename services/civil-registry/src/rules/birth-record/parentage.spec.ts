import { isNotifiedMother, PARENTAGE_ACTIONS, PARENTAGES, parentageAfter } from './parentage.js';

const PIN = '12505199000123';

it.each([
  ['the notified one by id', { motherId: 'a', motherPin: PIN }, { id: 'a', pin: null }, true],
  ['another, though with the notified PIN', { motherId: 'a', motherPin: PIN }, { id: 'b', pin: PIN }, false],
  ['the notified one by PIN', { motherId: null, motherPin: PIN }, { id: 'b', pin: PIN }, true],
  ['another PIN', { motherId: null, motherPin: PIN }, { id: 'b', pin: '12505199000999' }, false],
  ['one without a PIN', { motherId: null, motherPin: PIN }, { id: 'b', pin: null }, false],
  ['anybody, where nobody was notified', { motherId: null, motherPin: null }, { id: 'b', pin: null }, false],
])('%s', (_what, notified, applied, expected) => {
  expect(isNotifiedMother(notified, applied)).toBe(expected);
});

it('allows exactly these transitions of all that can be written down', () => {
  const all = PARENTAGES.flatMap((state) =>
    PARENTAGE_ACTIONS.map((action) => `${state} ${action} ${parentageAfter(state, action)}`),
  );
  expect(all).toHaveLength(9);
  expect(all.filter((transition) => !transition.endsWith('null'))).toEqual([
    'NOT_QUESTIONED nameOtherMother MISMATCH',
    'MISMATCH decideParentage DECIDED',
    'MISMATCH withdraw NOT_QUESTIONED',
    'DECIDED nameOtherMother MISMATCH',
  ]);
});
