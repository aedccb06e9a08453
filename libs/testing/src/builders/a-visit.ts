/** What `recordVisit` takes. */
export interface VisitInput {
  readonly taskId: string;
  readonly version: number;
  readonly visitedAt: string;
  readonly outcome: string;
  readonly metWith: readonly string[];
  readonly reasons: readonly string[];
  readonly obstacles: readonly string[];
  readonly circumstances: readonly string[];
  readonly familyKnows: boolean | null;
}

/** A visit to be recorded: `aVisit(task).at(now).findingHardship('POVERTY').input`. Each step gives a new one. */
export class VisitBuilder {
  constructor(private readonly said: VisitInput) {}

  get input(): VisitInput {
    return this.said;
  }

  with(changes: Partial<VisitInput>): VisitBuilder {
    return new VisitBuilder({ ...this.said, ...changes });
  }

  at(instant: Temporal.Instant): VisitBuilder {
    return this.with({ visitedAt: instant.toString({ fractionalSecondDigits: 3 }) });
  }

  /** The family is in a hard life situation, and knows that it was written down. */
  findingHardship(...circumstances: string[]): VisitBuilder {
    return this.with({ obstacles: ['HARD_LIFE_SITUATION'], circumstances, familyKnows: true });
  }
}

/** A visit to the mother at home, who had not known of the certificate and promised to apply. */
export const aVisit = (task: { readonly id: string; readonly version: number }): VisitBuilder =>
  new VisitBuilder({
    taskId: task.id,
    version: task.version,
    visitedAt: '',
    outcome: 'PROMISED',
    metWith: ['MOTHER'],
    reasons: ['DID_NOT_KNOW'],
    obstacles: [],
    circumstances: [],
    familyKnows: null,
  }).at(Temporal.Now.instant());
