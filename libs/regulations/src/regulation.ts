import type { TermUnit } from '@kamkor/time';
import type { Unit } from './unit.js';

/** `law`: it stands in the act and article named. `default, not law`: it is our choice until a source is found. */
export type Source = 'law' | 'default, not law';

/** A value in force from one date to another, both inclusive. A default names its origin too, in `act`. */
export interface RegulationVersion {
  /** ISO date. */
  readonly from: string;
  /** ISO date, inclusive; without it the version is in force until the next one, or for ever. */
  readonly to?: string;
  /** Whole, not negative. */
  readonly value: number;
  readonly act: string;
  readonly article: string;
  readonly source: Source;
  readonly note?: string;
}

export interface RegulationDefinition<U extends Unit = Unit> {
  /** Stable name, stored with every deadline and decision: `births.certificate-application-term`. */
  readonly code: string;
  readonly unit: U;
  readonly versions: readonly [RegulationVersion, ...RegulationVersion[]];
}

/** The value that applies to something that happened on a date, and why. */
export interface RegulationValue<U extends Unit = Unit> {
  readonly code: string;
  readonly value: number;
  readonly unit: U;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly act: string;
  readonly article: string;
  readonly source: Source;
  readonly note: string | null;
}

/** A length of time that the law gives. */
export type TermRegulation = Regulation<TermUnit>;

/** Nothing was in force on that date. Refusing is right: an invented value would decide about a person. */
export class RegulationNotInForce extends Error {
  constructor(
    readonly code: string,
    readonly date: string,
    inForce: string,
  ) {
    super(`regulation ${code} has no value on ${date}; it has one ${inForce}`);
    this.name = 'RegulationNotInForce';
  }
}

/** The definition contradicts itself. Raised when the process starts, never later. */
export class RegulationMisdefined extends Error {
  constructor(code: string, what: string) {
    super(`regulation ${code}: ${what}`);
    this.name = 'RegulationMisdefined';
  }
}

/** One number of the law through time. Pure data: it is asked for by the date of the event to which it applies. */
export class Regulation<U extends Unit = Unit> {
  readonly code: string;
  readonly unit: U;
  /** All values, oldest first. */
  readonly values: readonly RegulationValue<U>[];

  constructor({ code, unit, versions }: RegulationDefinition<U>) {
    if (!/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/.test(code)) throw new RegulationMisdefined(code, 'not a code');
    this.code = code;
    this.unit = unit;
    this.values = inOrder(code, versions).map((version, index, all) => ({
      code,
      unit,
      value: version.value,
      validFrom: version.from,
      validTo: version.to ?? dayBefore(all[index + 1]?.from),
      act: version.act,
      article: version.article,
      source: version.source,
      note: version.note ?? null,
    }));
  }

  /** The value in force on the legal date of the event it applies to. Throws {@link RegulationNotInForce}. */
  on(date: Temporal.PlainDate): RegulationValue<U> {
    const day = date.toString();
    const found = this.values.find(
      ({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo),
    );
    if (found) return found;
    throw new RegulationNotInForce(
      this.code,
      day,
      this.values.map(({ validFrom, validTo }) => `from ${validFrom}${validTo ? ` to ${validTo}` : ''}`).join(', '),
    );
  }
}

/**
 * Defines a number of the law, once, in the `rules/` folder of the service it belongs to.
 * Throws {@link RegulationMisdefined} where versions overlap or a version is malformed.
 */
export const defineRegulation = <U extends Unit>(definition: RegulationDefinition<U>): Regulation<U> =>
  new Regulation(definition);

function inOrder(code: string, versions: readonly RegulationVersion[]): RegulationVersion[] {
  const sorted = [...versions].sort((a, b) => (a.from < b.from ? -1 : 1));
  sorted.forEach((version, index) => {
    for (const date of [version.from, version.to]) if (date !== undefined) mustBeDate(code, date);
    if (version.to !== undefined && version.to < version.from) {
      throw new RegulationMisdefined(code, `the version from ${version.from} ends before it begins`);
    }
    if (!Number.isSafeInteger(version.value) || version.value < 0) {
      throw new RegulationMisdefined(code, `the value from ${version.from} is not a whole number`);
    }
    if (!version.act.trim() || !version.article.trim()) {
      throw new RegulationMisdefined(code, `the version from ${version.from} names no act and article`);
    }
    const next = sorted[index + 1];
    if (next && (next.from === version.from || (version.to !== undefined && next.from <= version.to))) {
      throw new RegulationMisdefined(code, `the versions from ${version.from} and ${next.from} overlap`);
    }
  });
  return sorted;
}

function mustBeDate(code: string, text: string): void {
  let same = false;
  try {
    same = Temporal.PlainDate.from(text).toString() === text;
  } catch {}
  if (!same) throw new RegulationMisdefined(code, `"${text}" is not a date`);
}

const dayBefore = (date: string | undefined): string | null =>
  date === undefined ? null : Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
