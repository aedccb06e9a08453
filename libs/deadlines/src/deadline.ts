import { rowSet } from '@kamkor/persistence';
import type { DeadlineState } from './state.js';

export type Binds = 'STATE' | 'PERSON';

/** A deadline as it is stored. Instants are legal time, `retryAt` is real time. */
export interface Deadline {
  readonly id: string;
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** Counts the links of a chain of deadlines on one subject, such as reminders; from 1. */
  readonly round: number;
  readonly person: string | null;
  readonly territory: string;
  /** Who has to act, such as an office's or a worker's code. */
  readonly owner: string | null;
  readonly binds: Binds;
  readonly regulation: string;
  /** From when the value that was used is in force; with the code it names the version of the regulation. */
  readonly regulationFrom: Temporal.PlainDate | null;
  readonly openedAt: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
  readonly outerLimit: Temporal.Instant | null;
  readonly state: DeadlineState;
  readonly suspendedAt: Temporal.Instant | null;
  readonly endedAt: Temporal.Instant | null;
  /** When what it waited for happened; on a lapsed one: too late. */
  readonly factAt: Temporal.Instant | null;
  /** True where it had lapsed and was taken back. */
  readonly learntLate: boolean;
  /** Of a parked one: what failed, without values. */
  readonly error: string | null;
  readonly attempts: number;
  readonly retryAt: Temporal.Instant | null;
  readonly version: number;
  /** The first of the month under which an ended one was filed; null while it is current. */
  readonly filedUnder: Temporal.PlainDate | null;
}

/** For a reaction: whom a batch was about and when each was due, `FROM ${DUE_SUBJECTS.from('b')}`. */
export const DUE_SUBJECTS = rowSet<Pick<Deadline, 'subjectId' | 'dueAt'>>()({
  subjectId: 'uuid',
  dueAt: 'timestamptz',
});

const NAMES: Record<keyof Deadline, string> = {
  id: 'id',
  kind: 'kind',
  subjectType: 'subject_type',
  subjectId: 'subject_id',
  round: 'round',
  person: 'person',
  territory: 'territory',
  owner: 'owner',
  binds: 'binds',
  regulation: 'regulation',
  regulationFrom: 'regulation_from',
  openedAt: 'opened_at',
  dueAt: 'due_at',
  outerLimit: 'outer_limit',
  state: 'state',
  suspendedAt: 'suspended_at',
  endedAt: 'ended_at',
  factAt: 'fact_at',
  learntLate: 'learnt_late',
  error: 'error',
  attempts: 'attempts',
  retryAt: 'retry_at',
  version: 'version',
  filedUnder: 'filed_under',
};

/** Select list that gives rows the shape of {@link Deadline}; the table must be called `d`. */
export const COLUMNS = Object.entries(NAMES)
  .map(([property, column]) => `d.${column} AS "${property}"`)
  .join(', ');
