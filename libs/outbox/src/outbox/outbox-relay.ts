import type { Transactions } from '@kamkor/persistence';
import { workerPrincipal } from '@kamkor/principal';
import type { JobWorker, Queues } from '@kamkor/queue';
import type { Logger } from '@kamkor/service';
import { eventQueue, receiptQueue } from '../channels.js';
import { WakefulLoop } from '../wakeful-loop.js';
import type { EventBatch, ReceiptBatch } from '../wire.js';
import { claimDue, type Delivery, markSent, postpone, settle } from './deliveries.js';

export interface OutboxRelayOptions {
  /** The service whose events these are. */
  readonly producer: string;
  /** Of the worker role. */
  readonly transactions: Transactions;
  readonly queues: Queues;
  readonly log: Logger;
  /** Milliseconds without a receipt after which an event is sent again; 10 s by default. */
  readonly resendAfterMs?: number;
}

const CLAIM = 1_000;
const EVENTS_PER_JOB = 200;
const POLL_MS = 1_000;
const GATHER_MS = 50;

/** Carries published events to the queues of their consumers until each has given its receipt. */
export class OutboxRelay {
  private readonly loop: WakefulLoop;
  private receipts: JobWorker | undefined;

  constructor(private readonly options: OutboxRelayOptions) {
    this.loop = new WakefulLoop(
      () => this.relay(),
      POLL_MS,
      (err) => options.log.warn({ err }, 'events could not be relayed; they wait in the outbox'),
      GATHER_MS,
    );
  }

  start(): void {
    const { producer, queues } = this.options;
    this.receipts = queues.worker<ReceiptBatch>(receiptQueue(producer), ({ data }) =>
      this.inTransaction(() => settle(data.consumer, data.eventIds)),
    );
    this.loop.start();
  }

  /** Call it when `OUTBOX_CHANNEL` was notified. */
  wake(): void {
    this.loop.wake();
  }

  async close(): Promise<void> {
    await this.loop.close();
    await this.receipts?.close();
  }

  /** Relays one batch; true if there may be more. A queue that refuses leaves everything as it was. */
  private async relay(): Promise<boolean> {
    const { producer, transactions, resendAfterMs = 10_000 } = this.options;
    const [due] = await transactions.dataSource.query(
      'SELECT EXISTS (SELECT FROM outbox_delivery WHERE next_attempt_at <= now()) AS waiting',
    );
    if (!due.waiting) return false;
    return await this.inTransaction(async () => {
      const claimed = await claimDue(producer, CLAIM);
      const { now, later } = await this.sort(claimed);
      await this.send(now);
      if (now.length > 0) await markSent(now, resendAfterMs);
      if (later.length > 0) await postpone(later, resendAfterMs);
      return claimed.length === CLAIM;
    });
  }

  /** While a consumer has not emptied its queue, what was sent before is probably in there: no second copy yet. */
  private async sort(claimed: readonly Delivery[]): Promise<{ now: Delivery[]; later: Delivery[] }> {
    const repeated = new Set(claimed.filter((one) => one.attempts > 0 && one.recentlySent).map((one) => one.consumer));
    const behind = new Set<string>();
    for (const consumer of repeated) {
      const counts = await this.options.queues.queue(eventQueue(consumer)).counts();
      if ((counts.waiting ?? 0) + (counts.delayed ?? 0) + (counts.active ?? 0) > 0) behind.add(consumer);
    }
    const isLater = (one: Delivery) => one.attempts > 0 && one.recentlySent && behind.has(one.consumer);
    return { now: claimed.filter((one) => !isLater(one)), later: claimed.filter(isLater) };
  }

  private async send(deliveries: readonly Delivery[]): Promise<void> {
    for (const [consumer, owed] of Map.groupBy(deliveries, (one) => one.consumer)) {
      const events = owed.map(({ event }) => event).sort((a, b) => a.subjectVersion - b.subjectVersion);
      const batches: EventBatch[] = [];
      for (let at = 0; at < events.length; at += EVENTS_PER_JOB) {
        batches.push({ events: events.slice(at, at + EVENTS_PER_JOB) });
      }
      await this.options.queues
        .queue(eventQueue(consumer))
        .addAll(batches.map((data) => ({ name: 'events', data, attempts: 5, backoffMs: 500 })));
    }
  }

  private inTransaction<Result>(work: () => Promise<Result>): Promise<Result> {
    const { producer, transactions } = this.options;
    return transactions.run(
      { principal: workerPrincipal(producer), operation: 'outbox:relay', purpose: 'delivery' },
      work,
    );
  }
}
