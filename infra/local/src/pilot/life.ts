/** What a family says and a visit finds, in the graph's words. */
export interface PlannedVisit {
  readonly on: Temporal.PlainDate;
  /** The acting day on which it is recorded; where there was no network it may be after the certificate. */
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

/** One child of the pilot and all that will happen to it. */
export interface PlannedChild {
  readonly number: string;
  readonly facility: string;
  readonly territory: string;
  readonly apart: boolean;
  readonly live: boolean;
  readonly born: Temporal.PlainDate;
  readonly notifiedOn: Temporal.PlainDate;
  /** `NotifyBirthInput`. */
  readonly report: Readonly<Record<string, unknown>>;
  readonly application?: PlannedApplication;
  /** The acting day on which it is registered and its certificate is handed out. */
  readonly certifiedOn?: Temporal.PlainDate;
  readonly visits: readonly PlannedVisit[];
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
