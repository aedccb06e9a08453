import { JobQueue } from './job-queue.js';
import { JobWorker } from './job-worker.js';
import type { JobHandler, JobWorkerOptions } from './jobs.js';
import { onPostgres } from './on-postgres.js';
import { onRedis } from './on-redis.js';
import type { OnError } from './transport.js';

export type { JobQueue, JobWorker, OnError };

export interface QueuesOptions {
  /** Keeps systems that share one Redis or one queue database apart; `kamkor` by default. No ':'. */
  readonly prefix?: string;
  /** Called with every connection error and failed job; for the log. */
  readonly onError?: OnError;
  /** Called once at start for each setting of the backend that endangers jobs. */
  readonly onWarning?: (message: string) => void;
}

/** The registry of a process: all its queues and workers, on shared connections, closed in the right order. */
export interface Queues {
  readonly backend: 'redis' | 'postgres';
  /** The same name gives the same queue. */
  queue(name: string): JobQueue;
  /** Starts handling that queue's jobs; keeps trying while the backend is gone. */
  worker<Data = unknown>(name: string, handler: JobHandler<Data>, options?: JobWorkerOptions): JobWorker;
  /** One job named `tick` in that queue every so often, over all processes. Repeat the call after a loss. */
  schedule(name: string, everyMs: number): Promise<void>;
  /** Workers first (they finish what they hold), then queues, then connections. */
  close(): Promise<void>;
}

/** `redis://…`, `rediss://…`, `postgres://…` or `postgresql://…` decides the backend. Connects when first used. */
export function openQueues(url: string, options: QueuesOptions = {}): Queues {
  const { prefix = 'kamkor', onError = () => undefined, onWarning = () => undefined } = options;
  const transport = transportOf(url)(url, prefix, onError);
  const queues = new Map<string, JobQueue>();
  const workers: JobWorker[] = [];
  let closing: Promise<void> | undefined;

  const queue = (name: string): JobQueue => {
    const known = queues.get(name) ?? new JobQueue(name, transport, (error) => onError(error, `queue ${name}`));
    queues.set(name, known);
    return known;
  };

  const checking = transport
    .probe()
    .then(() => transport.findings())
    .then((findings) => findings.forEach(onWarning))
    .catch((error: Error) => onError(error, 'queue settings'));

  return {
    backend: transport.backend,
    queue,
    worker: (name, handler, workerOptions = {}) => {
      const worker = new JobWorker(name, transport, handler as JobHandler, workerOptions, (error) =>
        onError(error, `worker ${name}`),
      );
      workers.push(worker);
      return worker;
    },
    schedule: (name, everyMs) => queue(name).schedule(everyMs),
    close: () =>
      (closing ??= (async () => {
        await Promise.all(workers.map((worker) => worker.close()));
        await Promise.all([...queues.values()].map((open) => open.close()));
        await checking;
        await transport.close();
      })()),
  };
}

function transportOf(url: string): typeof onRedis {
  if (/^rediss?:\/\//.test(url)) return onRedis;
  if (/^postgres(ql)?:\/\//.test(url)) return onPostgres;
  throw new Error('QUEUE_URL must begin with redis://, rediss://, postgres:// or postgresql://');
}
