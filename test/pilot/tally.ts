import { daysFrom, FROM, isBefore, overdueDay, TO } from './calendar.js';
import type { PlannedChild } from './life.js';
import {
  applied,
  type FoundSibling,
  isApart,
  isCounted,
  isInTime,
  isWithin,
  placeOf,
  siblingsOf,
  visitsTo,
} from './standing.js';

/** One code of a list with how many children it was said of, and how many of them are documented. */
export interface TalliedCode {
  readonly code: string;
  readonly children: number;
  readonly documented: number;
}

const inPeriod = (day: Temporal.PlainDate | undefined): boolean =>
  day !== undefined && !isBefore(day, FROM) && !isBefore(TO, day);
const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1e4) / 1e4;

function median(children: readonly PlannedChild[]): number | null {
  const days = children
    .map(({ born, certifiedOn }) => daysFrom(born, certifiedOn as Temporal.PlainDate))
    .sort((one, other) => one - other);
  if (days.length === 0) return null;
  const [low, high] = [days[Math.ceil(days.length / 2) - 1] as number, days[Math.floor(days.length / 2)] as number];
  return (low + high) / 2;
}

function overdue(children: readonly PlannedChild[]) {
  const documented = children.filter(({ certifiedOn }) => inPeriod(certifiedOn));
  const visited = children.filter((child) => visitsTo(child).some(({ on }) => inPeriod(on))).length;
  const documentedVisited = documented.filter((child) =>
    visitsTo(child).some(({ on }) => !isBefore(child.certifiedOn as Temporal.PlainDate, on)),
  ).length;
  return {
    ...{ children: children.length, visited, documentedVisited },
    documentedUnvisited: documented.length - documentedVisited,
    stillOpen: children.length - documented.length,
    visitedShare: share(visited, children.length),
    documentedShare: share(documented.length, children.length),
    medianDaysToCertificate: median(documented),
  };
}

/** How many overdue children something was said of at their visits. */
function byCode(children: readonly PlannedChild[], said: (child: PlannedChild) => readonly string[]): TalliedCode[] {
  const codes = [...new Set(children.flatMap(said))].sort();
  return codes.map((code) => {
    const those = children.filter((child) => said(child).includes(code));
    return {
      code,
      children: those.length,
      documented: those.filter(({ certifiedOn }) => inPeriod(certifiedOn)).length,
    };
  });
}

function found(siblings: readonly FoundSibling[]) {
  const known = siblings.filter(({ foundOn }) => !isBefore(TO, foundOn));
  return {
    found: known.filter(({ foundOn }) => inPeriod(foundOn)).length,
    documented: known.filter(({ certifiedOn }) => inPeriod(certifiedOn)).length,
    stillOpen: known.filter(({ certifiedOn }) => certifiedOn === undefined).length,
  };
}

/**
 * What the report has to say, counted one by one from what the pilot itself did. It knows nothing of how the system
 * counts, except what the words of the report mean.
 */
export function tallyOf({ children, siblings }: Counted) {
  const late = children.filter((child) => !isInTime(child) && !isBefore(TO, overdueDay(child.born)));
  const isNew = ({ born }: PlannedChild) => !isBefore(overdueDay(born), FROM);
  const opening = late.filter((child) => !isNew(child) && !(child.certifiedOn && isBefore(child.certifiedOn, FROM)));
  const fresh = late.filter(isNew);
  const counted = [...opening, ...fresh];
  const documented = children.filter(({ certifiedOn }) => inPeriod(certifiedOn));
  const termEnded = children.filter(({ born }) => inPeriod(overdueDay(born))).length;
  return {
    notified: children.filter(({ born }) => inPeriod(born)).length,
    appliedInTime: children.filter((child) => isInTime(child) && inPeriod(applied(child))).length,
    termEnded,
    overdueShare: share(fresh.length, termEnded),
    documented: documented.length,
    medianDaysToCertificate: median(documented),
    openingStock: overdue(opening),
    newlyOverdue: overdue(fresh),
    siblings: found(siblings),
    byReason: byCode(counted, (child) => visitsTo(child).flatMap(({ reasons }) => reasons)),
    byObstacle: byCode(counted, (child) => visitsTo(child).flatMap(({ obstacles }) => obstacles)),
  };
}

export type Tally = ReturnType<typeof tallyOf>;

/** Who is counted together: children by where and with whom they are at the end, siblings by where they were found. */
interface Counted {
  readonly children: readonly PlannedChild[];
  readonly siblings: readonly FoundSibling[];
}

/** Those of a territory and everything below it, with their parents or apart from them. */
export const countedIn = (all: readonly PlannedChild[], root: string, apart: boolean): Counted => ({
  children: all.filter((child) => isCounted(child) && isApart(child) === apart && isWithin(placeOf(child), root)),
  siblings: all.flatMap(siblingsOf).filter((sibling) => sibling.apart === apart && isWithin(sibling.territory, root)),
});
