interface Closing {
  /** A specialist can give it as the reason; otherwise the situation is closed by what happens. */
  readonly given: boolean;
  /** The family still sees the situation afterwards. */
  readonly familySees: boolean;
}

/** Whoever has lost a child is left alone, and is shown nothing more of it. */
export const CLOSINGS = {
  OVERCOME: { given: true, familySees: true },
  NOT_CONFIRMED: { given: true, familySees: true },
  MOVED_AWAY: { given: true, familySees: true },
  FAMILY_DECLINED: { given: true, familySees: true },
  OBJECTION_UPHELD: { given: false, familySees: true },
  DUPLICATE: { given: false, familySees: true },
  CHILD_DIED: { given: true, familySees: false },
} as const satisfies Record<string, Closing>;

/** Why a situation was closed. */
export type ClosingReason = keyof typeof CLOSINGS;
export const CLOSING_REASONS = Object.keys(CLOSINGS) as ClosingReason[];

/** Whether a specialist can give this reason. For the others a situation is closed by what happens. */
export const canBeGiven = (reason: ClosingReason): boolean => CLOSINGS[reason].given;
