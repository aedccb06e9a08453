import { NOBODY, type Principal } from '@kamkor/principal';
import { checkAssignment } from './assignment.js';

const aPrincipal = (said: Partial<Principal>): Principal => ({ ...NOBODY, ...said });
const worker = aPrincipal({ subject: 'worker-1', roles: ['social-worker'] });
const supervisor = aPrincipal({ subject: 'boss', roles: ['social-supervisor'] });
const guardian = aPrincipal({ subject: 'guardian', roles: ['guardianship'] });

it.each<[string, string | null, string, Principal]>([
  ['a worker takes what is nobody’s', null, 'worker-1', worker],
  ['a worker keeps the own', 'worker-1', 'worker-1', worker],
  ['a supervisor gives', null, 'worker-2', supervisor],
  ['a supervisor gives to another', 'worker-1', 'worker-2', supervisor],
  ['guardianship gives', 'worker-1', 'worker-2', guardian],
])('%s', (_what, assignedTo, to, who) => {
  expect(() => checkAssignment({ assignedTo }, to, who)).not.toThrow();
});

it.each<[string, string | null, string, Principal, string]>([
  ['a worker gives to nobody else', null, 'worker-2', worker, 'ONLY_SUPERVISOR_ASSIGNS'],
  ['a worker takes from nobody', 'worker-2', 'worker-1', worker, 'ONLY_SUPERVISOR_ASSIGNS'],
  ['a worker is named by a subject', null, 'Айгүл А.', supervisor, 'WORKER_MALFORMED'],
  ['a worker is named', null, '', supervisor, 'WORKER_MALFORMED'],
])('%s', (_what, assignedTo, to, who, reason) => {
  expect(() => checkAssignment({ assignedTo }, to, who)).toThrow(
    expect.objectContaining({ reason, details: { field: 'worker' } }),
  );
});
