import type { z } from 'zod';

/** No event of this type is published by any service that this build knows. */
export class UnknownEventType extends Error {
  constructor(readonly type: string) {
    super(`unknown event type ${type}`);
    this.name = 'UnknownEventType';
  }
}

/** The type is known, this version is not: the producer runs a newer build. Park it: it can be read after the upgrade. */
export class UnknownEventVersion extends Error {
  constructor(
    readonly type: string,
    readonly typeVersion: number,
    readonly newestKnown: number,
  ) {
    super(`${type} version ${typeVersion} is not known here, the newest known is ${newestKnown}`);
    this.name = 'UnknownEventVersion';
  }
}

/**
 * The event does not have the shape of its schema. The message names fields and broken rules, never values: it is
 * kept beside a parked event and logged, and an event may hold personal data.
 */
export class EventMalformed extends Error {
  /** Such as `payload.mother.pin: invalid_format`. */
  readonly faults: readonly string[];

  constructor(what: string, error: z.ZodError) {
    const faults = error.issues.map((issue) => `${issue.path.map(String).join('.') || '(whole)'}: ${issue.code}`);
    super(`malformed ${what}: ${faults.join('; ')}`);
    this.name = 'EventMalformed';
    this.faults = faults;
  }
}
