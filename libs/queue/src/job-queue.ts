import type { Queue } from 'bullmq';
import { bullOptions, type JobToAdd, removed } from './jobs.js';
import type { Transport } from './transport.js';
import { within } from './within.js';

/** One queue as producers see it. Every call answers or rejects within `PATIENCE_MS`, also when the backend is gone. */
export class JobQueue {
  private opened: Promise<Queue> | undefined;

  constructor(
    readonly name: string,
    private readonly transport: Transport,
    private readonly onError: (error: Error) => void,
  ) {}

  /** Adds one job by itself: on PostgreSQL a bulk makes temporary tables, which costs some ten times as much as one job. */
  add(job: JobToAdd): Promise<void> {
    return this.use(async (queue) => {
      await queue.add(job.name, job.data ?? {}, bullOptions(job));
    });
  }

  /** Adds jobs together; ids that exist already are ignored. */
  addAll(jobs: readonly JobToAdd[]): Promise<void> {
    const [only, ...others] = jobs;
    if (only === undefined) return Promise.resolve();
    if (others.length === 0) return this.add(only);
    return this.use(async (queue) => {
      await queue.addBulk(jobs.map((job) => ({ name: job.name, data: job.data ?? {}, opts: bullOptions(job) })));
    });
  }

  /** One job every so often, over all processes. Lives in the queue itself, so whoever relies on it repeats this call. */
  schedule(everyMs: number): Promise<void> {
    return this.use(async (queue) => {
      await queue.upsertJobScheduler(this.name, { every: everyMs }, { name: 'tick', opts: removed });
    });
  }

  /** Jobs waiting, active, delayed and so on; for metrics and tests. */
  counts(): Promise<Record<string, number>> {
    return this.use((queue) => queue.getJobCounts());
  }

  /** Throws everything away, with the schedules: what an operator or a fault does to a queue. */
  empty(): Promise<void> {
    return this.use(async (queue) => {
      await queue.obliterate({ force: true });
    });
  }

  async close(): Promise<void> {
    const queue = await this.opened?.catch(() => undefined);
    await queue?.close();
  }

  private use<Result>(work: (queue: Queue) => Promise<Result>): Promise<Result> {
    return within(async () => work(await this.open()), `queue ${this.name}`);
  }

  /** BullMQ remembers a failed first connection for good, so its queue is only made once the backend answers. */
  private async open(): Promise<Queue> {
    this.opened ??= this.transport.probe().then(() => {
      const queue = this.transport.newQueue(this.name);
      queue.on('error', this.onError);
      return queue;
    });
    try {
      return await this.opened;
    } catch (error) {
      this.opened = undefined;
      throw error;
    }
  }
}
