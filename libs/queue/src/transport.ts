import type { Processor, Queue, Worker, WorkerOptions } from 'bullmq';

export type BullWorkerOptions = Omit<WorkerOptions, 'connection'>;

/** BullMQ on one of its two backends, over connections that all queues of a process share. */
export interface Transport {
  readonly backend: 'redis' | 'postgres';
  /** Rejects at once, or within the connect timeout, when the backend can't serve now. */
  probe(): Promise<void>;
  newQueue(name: string): Queue;
  newWorker(name: string, processor: Processor, options: BullWorkerOptions): Worker;
  /** What the operator should mend in the backend's settings, if anything. */
  findings(): Promise<string[]>;
  close(): Promise<void>;
}

/** Where trouble goes. A queue that is gone is reported here, never thrown into a worker's loop. */
export type OnError = (error: Error, where: string) => void;

/** BullMQ keeps an event stream per queue; nobody reads ours. */
export const streams = { events: { maxLen: 100 } };
