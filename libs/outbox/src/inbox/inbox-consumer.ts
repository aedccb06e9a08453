import { setTimeout as delay } from 'node:timers/promises';
import { type Envelope, type EventKind, type EventPayload, type EventType, parseEnvelope } from '@kamkor/events';
import type { Transactions } from '@kamkor/persistence';
import { workerPrincipal } from '@kamkor/principal';
import type { JobWorker, Queues } from '@kamkor/queue';
import type { Logger } from '@kamkor/service';
import { eventQueue, receiptQueue } from '../channels.js';
import { WakefulLoop } from '../wakeful-loop.js';
import type { EventBatch, ReceiptBatch } from '../wire.js';
import { type Applied, applyRounds } from './apply-rounds.js';
import { type EventHandler, type EventHandlers, Handlers } from './handlers.js';
import { keyOf, lockSubjects, type Subject, saveOrders } from './inbox-store.js';
import { type ParkedEvent, parkedEvents, readySubjects, release } from './parked.js';

export interface InboxConsumerOptions {
  /** The service that these events come to. */
  readonly consumer: string;
  /** Of the worker role. */
  readonly transactions: Transactions;
  readonly queues: Queues;
  readonly log: Logger;
  /** Batches at a time in this process; 2 by default. */
  readonly concurrency?: number;
  /** Told after each batch that was committed; for metrics. */
  readonly onApplied?: (type: string, events: number) => void;
}

const READY = 200;
/** Attempts for a whole batch; after these its subjects are applied apart. */
const TOGETHER = 2;
const LOOK_EVERY_MS = 30_000;

/** Applies the events that other services send to this one: each once, in the order of its subject. */
export class InboxConsumer {
  private readonly handlers: Handlers;
  private readonly released: WakefulLoop;
  private worker: JobWorker | undefined;

  constructor(private readonly options: InboxConsumerOptions) {
    this.handlers = new Handlers(options.consumer);
    this.released = new WakefulLoop(
      () => this.applyReleased(),
      LOOK_EVERY_MS,
      (err) => options.log.warn({ err }, 'released events could not be applied'),
    );
  }

  /**
   * Declares what happens on a type of event. The handler runs in the batch's transaction (`tx()`), with operation
   * `event:<type>`; what it throws parks the one event at fault. Types without a handler have no effect here.
   */
  on<Type extends EventType>(type: Type, handler: EventHandler<EventPayload<Type>>): this;
  on<Draft, Payload>(kind: EventKind<string, Draft, Payload>, handler: EventHandler<Payload>): this;
  on(type: EventType | EventKind, handler: EventHandler<never>): this {
    this.handlers.add(type, handler);
    return this;
  }

  /** Declares everything that a service does, by the types of events. */
  onAll(handlers: EventHandlers): this {
    for (const [type, handler] of Object.entries(handlers)) this.handlers.add(type as EventType, handler);
    return this;
  }

  start(): void {
    const { consumer, queues, concurrency = 2 } = this.options;
    this.worker = queues.worker<EventBatch>(
      eventQueue(consumer),
      ({ data, attemptsMade }) =>
        attemptsMade < TOGETHER ? this.receive(data.events) : this.receiveApart(data.events),
      { concurrency },
    );
    this.released.start();
  }

  /** Call it when `INBOX_CHANNEL` was notified. */
  wake(): void {
    this.released.wake();
  }

  /** Stops taking batches and resolves when the ones it holds are done. */
  async close(): Promise<void> {
    await this.worker?.close();
    await this.released.close();
  }

  /** Applies a batch in one transaction, then gives its producers their receipts. */
  async receive(raw: readonly unknown[]): Promise<void> {
    const events = raw.map((one) => this.envelope(one)).filter((event) => event !== undefined);
    if (events.length === 0) return;
    await this.apply(events, events);
    await this.receipt(events);
  }

  /**
   * Applies each subject's events in a transaction of their own, so that a batch which fails again and again (a lock
   * that is never free) holds up only the subject that it fails on. Rejects with the first failure, when all are tried.
   */
  async receiveApart(raw: readonly unknown[]): Promise<void> {
    const failures: unknown[] = [];
    const events = raw.map((one) => this.envelope(one)).filter((event) => event !== undefined);
    for (const [, theirs] of Map.groupBy(events, keyOf)) {
      await this.receive(theirs).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Tries a parked event again, and what it held back after it. False if no such event is parked. */
  async replay(eventId: string): Promise<boolean> {
    const found = await this.inTransaction(() => release(eventId));
    if (found) while (await this.applyReleased());
    return found;
  }

  parkedEvents(): Promise<ParkedEvent[]> {
    return this.inTransaction(() => parkedEvents());
  }

  /**
   * Waits until nothing is left on this service's event queue, so that facts learnt late are known before deadlines
   * are swept. False if that did not happen in time, or the queue cannot be asked.
   */
  async drain({ withinMs = 30_000 } = {}): Promise<boolean> {
    const queue = this.options.queues.queue(eventQueue(this.options.consumer));
    const until = performance.now() + withinMs;
    while (performance.now() < until) {
      const counts = await queue.counts().catch(() => undefined);
      if (!counts) return false;
      if (waitingIn(counts) === 0) return true;
      await delay(50);
    }
    return false;
  }

  /**
   * Batches on this service's event queue and released events: what is still to be applied here. While the queue
   * cannot be asked, what it holds is counted by its producers, who have no receipt for it.
   */
  async waiting(): Promise<number> {
    const queue = this.options.queues.queue(eventQueue(this.options.consumer));
    const [batches, released] = await Promise.all([
      queue.counts().then(waitingIn, () => 0),
      this.inTransaction(() => readySubjects(READY)),
    ]);
    return batches + released.length;
  }

  private async applyReleased(): Promise<boolean> {
    const subjects = await this.inTransaction(() => readySubjects(READY));
    if (subjects.length > 0) await this.apply(subjects, []);
    return subjects.length === READY;
  }

  private async apply(subjects: readonly Subject[], events: readonly Envelope[]): Promise<void> {
    const distinct = [...new Map(subjects.map((subject) => [keyOf(subject), subject])).values()];
    const applied = await this.inTransaction(async () => {
      const orders = await lockSubjects(distinct);
      for (const event of events) orders.get(keyOf(event))?.receive(event);
      const outcome = await applyRounds([...orders.values()], this.handlers);
      await saveOrders(orders);
      return outcome;
    });
    this.tell(applied);
  }

  private tell({ byType, parked }: Applied): void {
    for (const [type, count] of byType) this.options.onApplied?.(type, count);
    for (const { event, error } of parked) {
      const { id, type, subjectVersion } = event;
      this.options.log.error({ event: { id, type, subjectVersion }, error }, 'event parked');
    }
  }

  private async receipt(events: readonly Envelope[]): Promise<void> {
    const { consumer, queues, log } = this.options;
    for (const [producer, theirs] of Map.groupBy(events, (event) => event.producer)) {
      const data: ReceiptBatch = { consumer, eventIds: theirs.map(({ id }) => id) };
      try {
        await queues.queue(receiptQueue(producer)).add({ name: 'receipts', data, attempts: 5, backoffMs: 500 });
      } catch (err) {
        log.warn({ err, producer }, 'receipt not sent; the producer will send the events again');
      }
    }
  }

  private envelope(raw: unknown): Envelope | undefined {
    try {
      return parseEnvelope(raw);
    } catch (err) {
      this.options.log.error({ err }, 'not an event; without a receipt its producer keeps it');
      return undefined;
    }
  }

  private inTransaction<Result>(work: () => Promise<Result>): Promise<Result> {
    const { consumer, transactions } = this.options;
    return transactions.run({ principal: workerPrincipal(consumer), operation: 'event', purpose: 'event' }, work);
  }
}

/** Jobs that wait for a worker or are held by one. */
export const waitingIn = (counts: Readonly<Record<string, number>>): number =>
  ['waiting', 'wait', 'active', 'delayed', 'prioritized', 'paused'].reduce((sum, key) => sum + (counts[key] ?? 0), 0);
