/** What a family says and a visit finds, in the graph's words. */
export interface PlannedVisit {
  readonly on: Temporal.PlainDate;
  /** The acting day on which it is recorded; where there was no network the task may have ended or gone elsewhere by then. */
  readonly recordedOn: Temporal.PlainDate;
  readonly outcome: string;
  readonly metWith: readonly string[];
  readonly reasons: readonly string[];
  readonly obstacles: readonly string[];
  /** What else `recordVisit` takes with those obstacles. */
  readonly details: Readonly<Record<string, unknown>>;
}

export interface PlannedApplication {
  readonly on: Temporal.PlainDate;
  /** The acting day on which the registrar writes it down; later than `on` where it was learnt late. */
  readonly recordedOn: Temporal.PlainDate;
  /** The acting day on which the family takes it back. */
  readonly withdrawnOn?: Temporal.PlainDate;
}

/** What somebody begins to see to and, where there is an end, brings to it. All on acting days. */
export interface PlannedCare {
  readonly begunOn: Temporal.PlainDate;
  readonly ended?: { readonly on: Temporal.PlainDate; readonly well: boolean };
}

/** The family moves: its unit offers the task where it lives now, once in vain where `declined`, until it is taken over. */
export interface PlannedMove {
  readonly to: string;
  readonly offeredOn: Temporal.PlainDate;
  readonly declined?: { readonly by: string; readonly on: Temporal.PlainDate };
  readonly acceptedOn: Temporal.PlainDate;
}

/** The same birth notified by another facility, until a registrar decides that it is one child. */
export interface SecondNotification extends ToldOf {
  readonly decidedOn: Temporal.PlainDate;
  /** Recorded before the decision. */
  readonly visits: readonly PlannedVisit[];
}

/** What is told of a birth, and where the family lives as it says. */
interface ToldOf {
  readonly number: string;
  readonly facility: string;
  readonly territory: string;
  readonly notifiedOn: Temporal.PlainDate;
  /** `NotifyBirthInput`. */
  readonly report: Readonly<Record<string, unknown>>;
}

/** One child of the pilot and all that will happen to it. Days on which somebody does something are acting days. */
export interface PlannedChild extends ToldOf {
  /** From birth; see `leaves`. */
  readonly apart: boolean;
  readonly live: boolean;
  readonly born: Temporal.PlainDate;
  readonly application?: PlannedApplication;
  /** When it is registered and its certificate is handed out. */
  readonly certifiedOn?: Temporal.PlainDate;
  readonly visits: readonly PlannedVisit[];
  /** Given up or taken into care later. */
  readonly leaves?: { readonly on: Temporal.PlainDate; readonly careStatus: string };
  readonly death?: { readonly on: Temporal.PlainDate; readonly atVisit: boolean };
  readonly moves?: PlannedMove;
  readonly twice?: SecondNotification;
  /** A twin taken for the same child and closed as its duplicate, until that is taken back. */
  readonly takenForTwin?: {
    readonly of: string;
    readonly decidedOn: Temporal.PlainDate;
    readonly undoneOn: Temporal.PlainDate;
  };
  /** Of a backlog: whose turn comes in the period says when. */
  readonly waits?: { readonly releasedOn?: Temporal.PlainDate };
  readonly assigned?: { readonly on: Temporal.PlainDate; readonly bySupervisor: boolean };
  /** When the sibling that a visit found has its certificate. */
  readonly siblingCertifiedOn?: Temporal.PlainDate;
  /** Of a parent with a document, by the registrar. */
  readonly help?: PlannedCare;
  /** The family objects to being registered as in a hard life situation; `well`: it is right. */
  readonly objection?: PlannedCare;
  /** A protection worker follows all concerns. */
  readonly protection?: PlannedCare;
}

export interface PilotSize {
  readonly seed: number;
  /** Children whose term ends in the period without an application. */
  readonly overdue: number;
  /** How many of them get their certificate in the period. */
  readonly documented: number;
  /** Days between the days on which people act. */
  readonly step: number;
}
