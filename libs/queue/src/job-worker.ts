import { setTimeout as wait } from 'node:timers/promises';
import type { Worker } from 'bullmq';
import { type JobHandler, type JobWorkerOptions, removed } from './jobs.js';
import type { Transport } from './transport.js';

const RETRY_MS = 1_000;

/** Handles the jobs of one queue. Starts as soon as the backend answers and comes back after it was gone. */
export class JobWorker {
  private readonly stopping = new AbortController();
  private worker: Worker | undefined;
  private readonly starting: Promise<void>;

  constructor(
    readonly name: string,
    private readonly transport: Transport,
    private readonly handler: JobHandler,
    private readonly options: JobWorkerOptions,
    private readonly onError: (error: Error) => void,
  ) {
    this.starting = this.start();
  }

  /** Stops taking jobs and resolves when those it holds are done. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.starting;
    await this.worker?.close();
  }

  private async start(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.transport.probe();
        break;
      } catch (error) {
        this.onError(error as Error);
        await wait(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
    if (signal.aborted) return;
    const { concurrency = 1, lockMs = 30_000, stalledMs = 5_000 } = this.options;
    this.worker = this.transport.newWorker(
      this.name,
      (job) => this.handler({ id: job.id ?? '', name: job.name, data: job.data, attemptsMade: job.attemptsMade }),
      { concurrency, lockDuration: lockMs, stalledInterval: stalledMs, runRetryDelay: RETRY_MS, ...removed } as never,
    );
    this.worker.on('error', this.onError);
    this.worker.on('failed', (_job, error) => this.onError(error));
  }
}
