/** A job as it is handed to the queue. A job only wakes somebody up: losing it must lose nothing. */
export interface JobToAdd {
  readonly name: string;
  /** JSON; never personal data. */
  readonly data?: unknown;
  /** While a job of this id exists, another of the same id is ignored. Not a substitute for claiming a row. No ':'. */
  readonly id?: string;
  readonly delayMs?: number;
  readonly attempts?: number;
  /** First wait before another attempt; doubles each time. */
  readonly backoffMs?: number;
}

/** A job as a handler sees it. */
export interface Job<Data = unknown> {
  readonly id: string;
  readonly name: string;
  readonly data: Data;
  readonly attemptsMade: number;
}

export type JobHandler<Data = unknown> = (job: Job<Data>) => Promise<void>;

export interface JobWorkerOptions {
  /** Jobs handled at a time by this process; 1 by default. */
  readonly concurrency?: number;
  /** How long a job may be held without a sign of life before another worker takes it over; 30 s by default. */
  readonly lockMs?: number;
  /** How often jobs of dead workers are looked for; 5 s by default. */
  readonly stalledMs?: number;
}

/** What BullMQ keeps of a job that is over: nothing. Failures reach `onError`; what must be kept is in PostgreSQL. */
export const removed = { removeOnComplete: true, removeOnFail: true } as const;

export const bullOptions = ({ id, delayMs, attempts, backoffMs }: JobToAdd) => ({
  ...removed,
  ...(id === undefined ? {} : { jobId: id }),
  ...(delayMs === undefined ? {} : { delay: Math.max(0, Math.round(delayMs)) }),
  ...(attempts === undefined ? {} : { attempts }),
  ...(backoffMs === undefined ? {} : { backoff: { type: 'exponential', delay: backoffMs } }),
});
