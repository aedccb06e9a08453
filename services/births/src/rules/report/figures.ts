import { NO_CERTIFICATE_REASONS, type NoCertificateReason, OBSTACLES, type Obstacle } from '../outreach/visit.js';
import { medianDays, shareOf } from './shares.js';

/** Overdue before the period began and still without a certificate then, or overdue by a term that ended in it. */
export type OverdueStock = 'OPENING' | 'NEW';

/** One line of a count: what was counted, of which kind, and how many children. */
export interface Counted {
  readonly measure: string;
  readonly key: string;
  readonly children: number;
}

/** What became of overdue children until the end of the period. Visited or not, each is in one of the last three. */
export interface OverdueFigures {
  readonly children: number;
  readonly visited: number;
  readonly documentedVisited: number;
  readonly documentedUnvisited: number;
  readonly stillOpen: number;
  readonly visitedShare: number | null;
  readonly documentedShare: number | null;
  readonly medianDaysToCertificate: number | null;
}

export interface FamilyFigures<Code extends string> {
  readonly code: Code;
  readonly children: number;
  readonly documented: number;
}

/** Other children without documents whom visits found; they are in no other figure. */
export interface SiblingFigures {
  readonly found: number;
  readonly documented: number;
  readonly stillOpen: number;
}

export interface DocumentationFigures {
  readonly notified: number;
  readonly appliedInTime: number;
  readonly termEnded: number;
  readonly overdueShare: number | null;
  readonly documented: number;
  readonly medianDaysToCertificate: number | null;
  readonly openingStock: OverdueFigures;
  readonly newlyOverdue: OverdueFigures;
  readonly siblings: SiblingFigures;
  readonly byReason: readonly FamilyFigures<NoCertificateReason>[];
  readonly byObstacle: readonly FamilyFigures<Obstacle>[];
}

/** Reads the lines of one territory, or of several that are to be one. Every reason and obstacle is there, also with 0. */
export function figuresOf(lines: readonly Counted[]): DocumentationFigures {
  const byMeasure = new Map<string, Map<string, number>>();
  for (const { measure, key, children } of lines) {
    const keys = byMeasure.get(measure) ?? new Map<string, number>();
    byMeasure.set(measure, keys.set(key, (keys.get(key) ?? 0) + children));
  }
  const count = (measure: string, key = ''): number => byMeasure.get(measure)?.get(key) ?? 0;
  const days = (measure: string) =>
    new Map([...(byMeasure.get(measure) ?? [])].map(([key, children]) => [Number(key), children]));
  const total = (taken: ReadonlyMap<number, number>) =>
    [...taken.values()].reduce((sum, children) => sum + children, 0);

  const overdue = (stock: OverdueStock): OverdueFigures => {
    const children = count('OVERDUE', stock);
    const visited = count('VISITED', stock);
    const documentedVisited = count('DOCUMENTED_VISITED', stock);
    const documentedUnvisited = count('DOCUMENTED_UNVISITED', stock);
    return {
      children,
      visited,
      documentedVisited,
      documentedUnvisited,
      stillOpen: children - documentedVisited - documentedUnvisited,
      visitedShare: shareOf(visited, children),
      documentedShare: shareOf(documentedVisited + documentedUnvisited, children),
      medianDaysToCertificate: medianDays(days(`DAYS_${stock}`)),
    };
  };
  const byCode = <Code extends string>(codes: readonly Code[], measure: string): FamilyFigures<Code>[] =>
    codes.map((code) => ({ code, children: count(measure, code), documented: count(`${measure}_DOCUMENTED`, code) }));

  const newlyOverdue = overdue('NEW');
  const taken = days('DAYS');
  return {
    notified: count('NOTIFIED'),
    appliedInTime: count('APPLIED_IN_TIME'),
    termEnded: count('TERM_ENDED'),
    overdueShare: shareOf(newlyOverdue.children, count('TERM_ENDED')),
    documented: total(taken),
    medianDaysToCertificate: medianDays(taken),
    openingStock: overdue('OPENING'),
    newlyOverdue,
    siblings: {
      found: count('SIBLING_FOUND'),
      documented: count('SIBLING_DOCUMENTED'),
      stillOpen: count('SIBLING_OPEN'),
    },
    byReason: byCode(NO_CERTIFICATE_REASONS, 'REASON'),
    byObstacle: byCode(OBSTACLES, 'OBSTACLE'),
  };
}
