import type { Graph } from './graph.js';
import type { PlannedVisit } from './life.js';

export interface KnownTask {
  readonly id: string;
  readonly version: number;
}

/** What the graph has said of a notified birth so far. */
export interface KnownBirth {
  readonly notificationId: string;
  personId?: string;
  birthRecord?: { readonly id: string; version: number };
}

/** What was done so often, by the graph's answer. */
export interface Deeds {
  notified: number;
  applications: number;
  visits: number;
  lateVisits: number;
  movesFound: number;
  deathsFound: number;
  certificates: number;
  siblingsDocumented: number;
  careStatements: number;
  deathStatements: number;
  duplicatesDecided: number;
  duplicatesUndone: number;
  handoversDeclined: number;
  handoversAccepted: number;
  assignments: number;
  documentHelps: number;
  objections: number;
  concernsTakenUp: number;
  reviews: number;
  released: number;
}

/** Where the pilot is played: the door to the graph, and what was seen through it. */
export class Stage {
  readonly #births = new Map<string, KnownBirth>();
  /** Tasks that visitors took along where there is no network. */
  readonly taken = new Map<PlannedVisit, KnownTask>();
  readonly deeds: Deeds = {
    ...{
      notified: 0,
      applications: 0,
      visits: 0,
      lateVisits: 0,
      movesFound: 0,
      deathsFound: 0,
      certificates: 0,
      siblingsDocumented: 0,
    },
    careStatements: 0,
    ...{ deathStatements: 0, duplicatesDecided: 0, duplicatesUndone: 0, handoversDeclined: 0, handoversAccepted: 0 },
    ...{ assignments: 0, documentHelps: 0, objections: 0, concernsTakenUp: 0, reviews: 0, released: 0 },
  };
  /** What was not as it had to be on a day. */
  readonly astonishments: string[] = [];

  constructor(readonly graph: Graph) {}

  learn(number: string, notificationId: string): void {
    this.#births.set(number, { notificationId });
  }

  known(number: string): KnownBirth | undefined {
    return this.#births.get(number);
  }

  birth({ number }: { readonly number: string }): KnownBirth {
    const birth = this.#births.get(number);
    if (!birth) throw new Error(`the birth ${number} was not notified`);
    return birth;
  }
}
