import type { Role } from '@kamkor/principal';
import { CARE_STATUSES, type CareStatus } from '../care-status.js';
import { checkCare, checkDeath } from './child-statements.js';

const ROLES: readonly Role[] = [
  'hospital',
  'health-exchange',
  'community-reporter',
  'registrar',
  'social-worker',
  'social-supervisor',
  'guardianship',
];
const birthDate = Temporal.PlainDate.from('2024-05-25');
const today = Temporal.PlainDate.from('2024-07-26');
const child = (said: object = {}) => ({
  careStatus: 'WITH_PARENTS' as CareStatus,
  live: true,
  deathStated: false,
  birthDate,
  ...said,
});
const refusalOf = (state: () => void): unknown => {
  try {
    state();
  } catch (error) {
    return (error as { reason: string }).reason;
  }
  return null;
};

describe.each(CARE_STATUSES)('a child that is %s', (from) => {
  it.each(CARE_STATUSES.flatMap((to) => ROLES.map((role) => [to, role] as const)))(
    'is said to be %s by %s',
    (to, role) => {
      const refused = refusalOf(() => checkCare(child({ careStatus: from }), to, [role]));
      if (from === to) expect(refused).toBe('CARE_STATUS_UNCHANGED');
      else expect(refused).toBe(to === 'WITH_PARENTS' && role !== 'guardianship' ? 'ONLY_GUARDIANSHIP_RETURNS' : null);
    },
  );

  it.each(CARE_STATUSES)('and has died, or was born dead, is not said to be %s', (to) => {
    expect(refusalOf(() => checkCare(child({ careStatus: from, live: false }), to, ['guardianship']))).toBe(
      'STILLBIRTH',
    );
    expect(() => checkCare(child({ careStatus: from, deathStated: true }), to, ['guardianship'])).toThrow(
      expect.objectContaining({ code: 'TRANSITION_REFUSED', details: { state: 'DIED', allowed: [] } }),
    );
  });
});

it.each<[string | null, object, string | null]>([
  [null, {}, null],
  ['2024-05-25', {}, null],
  ['2024-07-26', {}, null],
  ['2024-05-24', {}, 'DEATH_BEFORE_BIRTH'],
  ['2024-07-27', {}, 'DEATH_IN_FUTURE'],
  [null, { live: false }, 'STILLBIRTH'],
  [null, { deathStated: true }, 'STATE_DOES_NOT_ALLOW'],
])('a death on %s of a child %j: %s', (diedOn, said, reason) => {
  const day = diedOn === null ? null : Temporal.PlainDate.from(diedOn);
  expect(refusalOf(() => checkDeath(child(said), day, today))).toBe(reason);
});
