/** How many children took how many days. */
export type DaysTaken = ReadonlyMap<number, number>;

const DIGITS = 10_000;

/** Part of a whole, from 0 to 1 with four decimals; null where there is no whole to have a part of. */
export const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * DIGITS) / DIGITS;

/** The days that half of the children did not need more than; between two, their mean. Null for nobody. */
export function medianDays(taken: DaysTaken): number | null {
  const steps = [...taken].filter(([, children]) => children > 0).sort(([one], [other]) => one - other);
  const all = steps.reduce((sum, [, children]) => sum + children, 0);
  if (all === 0) return null;
  const daysOfChild = (place: number): number => {
    let seen = 0;
    return steps.find(([, children]) => {
      seen += children;
      return seen > place;
    })?.[0] as number;
  };
  return (daysOfChild(Math.floor((all - 1) / 2)) + daysOfChild(Math.floor(all / 2))) / 2;
}
