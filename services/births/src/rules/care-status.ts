import type { Role } from '@kamkor/principal';

export const CARE_STATUSES = ['WITH_PARENTS', 'RELINQUISHED', 'ABANDONED', 'IN_CARE'] as const;
/** Who cares for the child. */
export type CareStatus = (typeof CARE_STATUSES)[number];

/** Whether the child is apart from its parents: nothing may reach the mother then. */
export const isApart = (status: CareStatus): boolean => status !== 'WITH_PARENTS';

export const RESPONSIBLE_BODIES = ['SOCIAL_UNIT', 'GUARDIANSHIP'] as const;
export type ResponsibleBody = (typeof RESPONSIBLE_BODIES)[number];

/** Who sees to the child's documents. The social unit visits the mother, so it is only sent where she has the child. */
export const RESPONSIBLE = {
  WITH_PARENTS: 'SOCIAL_UNIT',
  RELINQUISHED: 'GUARDIANSHIP',
  ABANDONED: 'GUARDIANSHIP',
  IN_CARE: 'GUARDIANSHIP',
} as const satisfies Record<CareStatus, ResponsibleBody>;

export const responsibleFor = (status: CareStatus): ResponsibleBody => RESPONSIBLE[status];

/** Who works for a body. */
export const ROLES_OF_BODY: Readonly<Record<ResponsibleBody, readonly [Role, ...Role[]]>> = {
  SOCIAL_UNIT: ['social-worker', 'social-supervisor'],
  GUARDIANSHIP: ['guardianship'],
};
