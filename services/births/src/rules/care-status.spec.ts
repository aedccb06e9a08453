import { CARE_STATUSES, isApart, responsibleFor } from './care-status.js';

it('only a child with its parents is the social unit’s: nobody is sent to a mother who is apart from her child', () => {
  expect(CARE_STATUSES.filter((status) => responsibleFor(status) === 'SOCIAL_UNIT')).toEqual(['WITH_PARENTS']);
});

it('who is sent to a child apart from its parents is never who visits mothers', () => {
  for (const status of CARE_STATUSES) expect(isApart(status)).toBe(responsibleFor(status) === 'GUARDIANSHIP');
});
