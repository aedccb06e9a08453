import { CLOSING_REASONS, CLOSINGS, canBeGiven } from './closing-reason.js';

it('a situation is closed by what happens where an objection was upheld or it is a duplicate', () => {
  expect(CLOSING_REASONS.filter((reason) => !canBeGiven(reason))).toEqual(['OBJECTION_UPHELD', 'DUPLICATE']);
});

it('a closed situation is hidden from the family only where the child has died', () => {
  expect(CLOSING_REASONS.filter((reason) => !CLOSINGS[reason].familySees)).toEqual(['CHILD_DIED']);
});
