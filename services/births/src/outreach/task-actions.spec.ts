import { NOBODY, type Role } from '@kamkor/principal';
import { TASK_STATES } from '../rules/outreach/task-states.js';
import { actionsOn } from './task-actions.js';

const ACTIONS = ['recordVisit', 'assignOutreach', 'offerHandover', 'recordReview'];
const WORKER = ['recordVisit', 'offerHandover'];
const ROLES: readonly Role[] = ['social-worker', 'social-supervisor', 'guardianship'];
const HOLDERS = [null, 'caller', 'another'] as const;
const NOTICED = Temporal.Instant.from('2024-08-23T18:00:00Z');

const all = TASK_STATES.flatMap((state) =>
  ROLES.flatMap((role) =>
    HOLDERS.flatMap((assignedTo) =>
      [null, NOTICED].flatMap((reviewNoticedAt) =>
        [false, true].map((offered) => ({ state, role, assignedTo, reviewNoticedAt, offered })),
      ),
    ),
  ),
);

it('is said of every state, role, holder, review and offer', () => {
  expect(all).toHaveLength(3 * 3 * 3 * 2 * 2);
});

it.each(all)('$state to $role, held by $assignedTo, review $reviewNoticedAt, offered $offered', (one) => {
  const { role, offered, ...task } = one;
  const answers = actionsOn(task, offered, { ...NOBODY, subject: 'caller', roles: [role] });
  expect(answers.map(({ action }) => action)).toEqual(ACTIONS);

  const gives = role !== 'social-worker';
  const ofRole = [...WORKER, ...(gives ? ['assignOutreach', 'recordReview'] : [])];
  if (task.assignedTo !== 'another') ofRole.push('assignOutreach');
  for (const { action, allowed, reason } of answers) {
    if (!ofRole.includes(action)) expect([allowed, reason]).toEqual([false, 'ROLE_NOT_ALLOWED']);
    else if (action === 'recordVisit') expect([allowed, reason]).toEqual([true, null]);
    else if (task.state !== 'OPEN') expect([allowed, reason]).toEqual([false, 'STATE_DOES_NOT_ALLOW']);
    else if (action === 'recordReview') {
      expect([allowed, reason]).toEqual(task.reviewNoticedAt ? [true, null] : [false, 'STATE_DOES_NOT_ALLOW']);
    } else if (action === 'offerHandover') {
      expect([allowed, reason]).toEqual(offered ? [false, 'HANDOVER_ALREADY_OFFERED'] : [true, null]);
    } else expect([allowed, reason]).toEqual([true, null]);
  }
});

it.each<Role>(['registrar', 'hospital', 'citizen', 'auditor'])('offers %s nothing', (role) => {
  const task = { state: 'OPEN', assignedTo: null, reviewNoticedAt: NOTICED } as const;
  const answers = actionsOn(task, false, { ...NOBODY, roles: [role] });
  expect(answers.map(({ allowed, reason }) => [allowed, reason])).toEqual(
    ACTIONS.map(() => [false, 'ROLE_NOT_ALLOWED']),
  );
});
