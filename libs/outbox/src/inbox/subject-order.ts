import type { Envelope } from '@kamkor/events';

/** An event that waits in the inbox: EARLY for the version before it, PARKED for somebody to mend its fault. */
export interface WaitingEvent {
  readonly event: Envelope;
  readonly state: 'EARLY' | 'PARKED';
  readonly attempts: number;
}

/** An event whose turn it is. */
export interface Turn {
  readonly order: SubjectOrder;
  readonly event: Envelope;
  readonly attempts: number;
}

/** One that is kept, and whether the inbox has it already. */
export interface Held extends WaitingEvent {
  readonly stored: boolean;
  readonly error?: string;
}

/**
 * The events of one subject during one batch: only the next version is applied, what comes too early is kept, what
 * was applied before is dropped, and a parked event holds back the later ones.
 */
export class SubjectOrder {
  private readonly held = new Map<number, Held>();
  private readonly done: string[] = [];

  constructor(
    /** The last version that was applied; 0: none. */
    private applied: number,
    stored: readonly WaitingEvent[] = [],
    private readonly appliedBefore = applied,
  ) {
    for (const waiting of stored) this.held.set(waiting.event.subjectVersion, { ...waiting, stored: true });
  }

  receive(event: Envelope): void {
    const version = event.subjectVersion;
    if (version <= this.applied || this.held.has(version)) return;
    this.held.set(version, { event, state: 'EARLY', attempts: 0, stored: false });
  }

  /** The event that may be applied now, if it is here and not parked. */
  next(): Turn | undefined {
    const held = this.held.get(this.applied + 1);
    return held?.state === 'EARLY' ? { order: this, event: held.event, attempts: held.attempts } : undefined;
  }

  /** The event whose turn it was took effect. */
  advance(): void {
    const version = this.applied + 1;
    const held = this.held.get(version);
    this.held.delete(version);
    this.applied = version;
    if (held?.stored) this.done.push(held.event.id);
  }

  /** The event whose turn it was is at fault. */
  park(error: string): void {
    const held = this.held.get(this.applied + 1);
    if (!held) return;
    this.held.set(this.applied + 1, { ...held, state: 'PARKED', attempts: held.attempts + 1, error });
  }

  /** The version to remember, if it changed. */
  get newVersion(): number | undefined {
    return this.applied === this.appliedBefore ? undefined : this.applied;
  }

  /** Ids that were waiting in the inbox and have now been applied. */
  get noLongerWaiting(): readonly string[] {
    return this.done;
  }

  /** What has to be written to the inbox: new early events, and events that were parked in this batch. */
  get toKeep(): readonly Held[] {
    return [...this.held.values()].filter((held) => !held.stored || held.error !== undefined);
  }
}
