import { CARE_STATUSES, responsibleFor } from './care-status.js';

it('only a child with its parents is the social unit’s: nobody is sent to a mother who is apart from her child', () => {
  expect(CARE_STATUSES.filter((status) => responsibleFor(status) === 'SOCIAL_UNIT')).toEqual(['WITH_PARENTS']);
});
