/** A read of a person's record, or of one whose person the registry has not identified yet. */
export interface Read {
  /** The registry's id of the person; null while not identified, then the subject says whose record it was. */
  readonly person: string | null;
  readonly subjectType?: string;
  readonly subjectId?: string | null;
  /** Which group of fields was seen: `identity`, `birth`, `outreach`. */
  readonly group: string;
  /** The policy that allowed it. */
  readonly policy?: string;
  /** Records of that person seen, by default 1; the same subject twice in a request counts once. */
  readonly count?: number;
  /** True where the person must not learn of it, because that would endanger somebody. */
  readonly withheld?: boolean;
}

/** A change of a record. Codes only, never names or values. */
export interface Change {
  readonly person: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  /** What was done, as a code: `BIRTH_NOTIFIED`, `TASK_OPENED`. */
  readonly change: string;
  /** Code of the regulation that decided it: `APPLICATION_60_DAYS`. */
  readonly rule?: string;
  readonly withheld?: boolean;
}

/** One row to be written. */
export interface Entry {
  readonly action: 'READ' | 'CHANGE';
  readonly person: string | null;
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  readonly change: string | null;
  readonly rules: readonly string[];
  readonly groups: readonly string[];
  readonly count: number;
  readonly withheld: boolean;
}

const CODE = /^[A-Za-z][\w.:-]{0,63}$/;

/** Codes are joined by commas on their way into the database, and free text could carry a name. */
export function requireCode(code: string): string {
  if (!CODE.test(code)) throw new Error(`"${code}" is no code for the trail: letters, digits and _ . : - only`);
  return code;
}
