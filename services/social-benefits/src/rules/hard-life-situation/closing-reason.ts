export const CLOSING_REASONS = [
  'OVERCOME',
  'NOT_CONFIRMED',
  'MOVED_AWAY',
  'FAMILY_DECLINED',
  'OBJECTION_UPHELD',
  'DUPLICATE',
  'CHILD_DIED',
] as const;
/** Why a situation was closed. */
export type ClosingReason = (typeof CLOSING_REASONS)[number];

const COMES_BY_ITSELF: readonly ClosingReason[] = ['OBJECTION_UPHELD', 'DUPLICATE'];

/** Whether a specialist can give this reason. For the others a situation is closed by what happens. */
export const canBeGiven = (reason: ClosingReason): boolean => !COMES_BY_ITSELF.includes(reason);
