import { defineRegulation } from '@kamkor/regulations';

const ours = { from: '1990-01-01', act: 'none found', article: 'none', source: 'default, not law' } as const;

/** Births longer ago than this are not notified: they are registered by a procedure of their own. */
export const notificationAgeLimit = defineRegulation({
  code: 'births.notification-age-limit',
  unit: 'years',
  versions: [{ ...ours, value: 3 }],
});

/** Grams. The lightest child that ever lived weighed some 212 g; less is a slip of the pen. */
export const leastBirthWeight = defineRegulation({
  code: 'births.least-birth-weight',
  unit: 'count',
  versions: [{ ...ours, value: 200, note: 'grams' }],
});

/** Grams. */
export const greatestBirthWeight = defineRegulation({
  code: 'births.greatest-birth-weight',
  unit: 'count',
  versions: [{ ...ours, value: 8_000, note: 'grams' }],
});
