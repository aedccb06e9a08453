import type { Role } from '@kamkor/principal';
import { CARE_STATUSES } from '../care-status.js';
import { knowsParents } from './who-knows-parents.js';

const knows = (role: Role) => CARE_STATUSES.filter((status) => knowsParents(status, [role]));

it.each<[Role, string]>([
  ['registrar', 'whatever became of the child'],
  ['hospital', 'whatever became of the child'],
  ['health-exchange', 'whatever became of the child'],
  ['community-reporter', 'whatever became of the child'],
])('%s knows the parents, %s', (role) => {
  expect(knows(role)).toEqual(CARE_STATUSES);
});

it.each<Role>(['guardianship', 'social-worker', 'citizen'])('%s knows parents who have the child, only', (role) => {
  expect(knows(role)).toEqual(['WITH_PARENTS']);
});
