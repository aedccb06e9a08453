/** A pair with what was decided of it and what of that has been carried out. */
export interface DecidedPair {
  readonly id: string;
  readonly one: string;
  readonly other: string;
  readonly kept: string | null;
  readonly settledKept: string | null;
  readonly movedTasks: readonly string[];
}

export const partnerOf = ({ one, other }: Pick<DecidedPair, 'one' | 'other'>, notificationId: string): string =>
  one === notificationId ? other : one;
