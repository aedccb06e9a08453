import { setTimeout as wait } from 'node:timers/promises';
import type { Job as BullJob, Worker } from 'bullmq';
import { type JobHandler, type JobWorkerOptions, removed } from './jobs.js';
import type { Transport } from './transport.js';

const RETRY_MS = 1_000;
/** How long the backend may take to hear that a worker closes. */
const CLOSING_PATIENCE_MS = 1_000;

/** Handles the jobs of one queue. Starts as soon as the backend answers and comes back after it was gone. */
export class JobWorker {
  private readonly stopping = new AbortController();
  private worker: Worker | undefined;
  private held = 0;
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

  /** Stops taking jobs and resolves when those it holds are done, also while the backend is gone. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.starting;
    if (!this.worker) return;
    const closing = this.worker.close();
    closing.catch(this.onError);
    await Promise.race([closing, this.idle()]);
  }

  /**
   * Resolves when nothing has been held for a while. BullMQ waits until the backend has noted what became of a job. A backend
   * that is gone notes nothing, and whoever gets that job again finds its work done.
   */
  private async idle(): Promise<void> {
    for (let since = Date.now(); Date.now() - since < CLOSING_PATIENCE_MS; await wait(100, undefined, { ref: false })) {
      if (this.held > 0) since = Date.now();
    }
  }

  private async handle(job: BullJob): Promise<void> {
    this.held += 1;
    try {
      await this.handler({ id: job.id ?? '', name: job.name, data: job.data, attemptsMade: job.attemptsMade });
    } finally {
      this.held -= 1;
    }
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
    this.worker = this.transport.newWorker(this.name, (job) => this.handle(job), {
      concurrency,
      lockDuration: lockMs,
      stalledInterval: stalledMs,
      runRetryDelay: RETRY_MS,
      ...removed,
    } as never);
    this.worker.on('error', this.onError);
    this.worker.on('failed', (_job, error) => this.onError(error));
  }
}
