import { OverridesRefused, type RegulationOverrides, readOverrides } from './overrides.js';
import { defineRegulation, type Regulation, RegulationMisdefined, type RegulationValue } from './regulation.js';
import type { Unit } from './unit.js';

export interface BookOptions {
  /** JSON file of a deployment's own values (`KAMKOR_REGULATIONS`). */
  readonly overridesFile?: string;
}

/** All numbers of the law that a service uses, with the deployment's own values instead of ours where it gave any. */
export class RegulationBook {
  private readonly byCode: ReadonlyMap<string, Regulation>;
  private readonly overridden: ReadonlySet<string>;

  /**
   * `overrides` may name regulations of other services: one file serves a whole deployment.
   * Throws `RegulationMisdefined` for two regulations of one code or an override that contradicts itself.
   */
  constructor(regulations: readonly Regulation[], overrides: RegulationOverrides = {}) {
    const byCode = new Map<string, Regulation>();
    for (const regulation of regulations) {
      const { code, unit } = regulation;
      if (byCode.has(code)) throw new RegulationMisdefined(code, 'defined twice');
      const [first, ...rest] = Object.hasOwn(overrides, code) ? overrides[code]!.versions : [];
      byCode.set(code, first ? defineRegulation({ code, unit, versions: [first, ...rest] }) : regulation);
    }
    this.byCode = byCode;
    this.overridden = new Set(Object.keys(overrides).filter((code) => byCode.has(code)));
  }

  /** The book of a process, with the overrides its configuration names. Throws {@link OverridesRefused}. */
  static open(regulations: readonly Regulation[], { overridesFile }: BookOptions = {}): RegulationBook {
    if (!overridesFile) return new RegulationBook(regulations);
    try {
      return new RegulationBook(regulations, readOverrides(overridesFile));
    } catch (error) {
      throw error instanceof RegulationMisdefined ? new OverridesRefused(overridesFile, [error.message]) : error;
    }
  }

  /**
   * The regulation as this deployment has it; what is passed in is the regulation that a rule defines:
   * `book.of(applicationTerm).on(birthDate)`. Throws RangeError for one that is not in the book.
   */
  of<U extends Unit>(regulation: Regulation<U>): Regulation<U> {
    return this.byCodeName(regulation.code) as Regulation<U>;
  }

  /** The value of a code on the legal date of the event it applies to. Throws RangeError, `RegulationNotInForce`. */
  on(code: string, date: Temporal.PlainDate): RegulationValue {
    return this.byCodeName(code).on(date);
  }

  /** Every value of every regulation, by code and age, and whether this deployment gave it itself. */
  list(): readonly (RegulationValue & { readonly overridden: boolean })[] {
    return [...this.byCode.values()]
      .sort((a, b) => (a.code < b.code ? -1 : 1))
      .flatMap(({ code, values }) => values.map((value) => ({ ...value, overridden: this.overridden.has(code) })));
  }

  private byCodeName(code: string): Regulation {
    const found = this.byCode.get(code);
    if (!found) throw new RangeError(`no regulation ${code} in this book`);
    return found;
  }
}
