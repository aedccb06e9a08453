import { setTimeout as wait } from 'node:timers/promises';
import type { JobWorker, Queues } from '@kamkor/queue';
import { ARMED_AHEAD_MS } from '../announce.js';
import { Arming } from './arming.js';
import { dueNow } from './due-now.js';
import { Lateness } from './lateness.js';
import { Once } from './once.js';
import { lookAhead } from './probe.js';
import { BEAT_MS, Pulse } from './pulse.js';
import { Sweeper, type SweeperOptions } from './sweeper.js';
import { parkUnknownKinds } from './unknown-kinds.js';

/** How often the queue lets some worker sweep. */
const SWEEP_EVERY_MS = 10_000;
/** Without a sweep job for so long a worker sweeps by itself and puts the schedule back. */
const SILENCE_MS = 30_000;
const LOOK_AHEAD_EVERY_MS = 60_000;
/** How long a job that fired waits for more that falls due within the second. */
const LINGER_MS = 1_000;
const LINGER_AT_MOST_MS = 5_000;
/** A legal clock that differs by more than this from what it was has been moved. */
const MOVED_MS = 1_000;

export interface DeadlineWorkerOptions extends SweeperOptions {
  readonly queues: Queues;
  /** Awaited at start and after an outage, before anything lapses: facts that arrived meanwhile are to be known first. */
  readonly waitForInbox?: () => Promise<void>;
  /** How long that may take; a queue that is gone must not stop the clocks that bind the state. 60 s by default. */
  readonly inboxPatienceMs?: number;
  /** Shorter ones for tests. */
  readonly sweepEveryMs?: number;
  readonly silenceMs?: number;
}

/**
 * Sees to it that everything due lapses: woken by jobs (a schedule, and one armed for each second in which something
 * falls due), by notices of new deadlines, and by its own timer when no job comes. A job only wakes; what lapses is
 * decided by the table. Errors go to `onError`; nothing here throws into the process.
 */
export class DeadlineWorker {
  readonly lateness = new Lateness();
  private readonly sweeper: Sweeper;
  private readonly pulse: Pulse;
  private readonly arming: Arming;
  private readonly kinds: string[];
  private readonly queueName: string;
  private readonly sweeping = new Once(() => this.sweepNow());
  private readonly lookingAhead = new Once(() => this.armAhead());
  private readonly stopping = new AbortController();
  private readonly timers: NodeJS.Timeout[] = [];
  private jobs: JobWorker | undefined;
  private lastJob = Date.now();
  private offset = 0;
  /** Legal milliseconds up to which everything has been looked at. */
  private sweptUntil = 0;
  /** The queue refused a job: to be tried again before long. */
  private unarmed = false;
  private mustWaitForInbox = true;

  constructor(private readonly options: DeadlineWorkerOptions) {
    const { transactions, queues, service } = options;
    this.sweeper = new Sweeper({ ...options, lateness: this.lateness });
    this.kinds = [...this.sweeper.kinds.keys()];
    this.pulse = new Pulse(transactions, service);
    this.queueName = `deadlines-${service}`;
    this.arming = new Arming(queues.queue(this.queueName), (legalMs) => legalMs - this.legalNow());
    this.offset = this.currentOffset();
  }

  /** Begins. Resolves when the first sweep is done, or has failed and been reported. */
  async start(): Promise<void> {
    const every = (ms: number, work: () => Promise<unknown>, where: string) => {
      this.timers.push(setInterval(() => void this.reported(work, where), ms));
    };
    every(BEAT_MS, () => this.beat(), 'heartbeat');
    every(Math.min(BEAT_MS, this.silenceMs), () => this.watch(), 'watch');
    every(LOOK_AHEAD_EVERY_MS, () => this.lookFurther(), 'look ahead');
    await this.reported(() => this.sweeping.run(), 'first sweep');
    this.jobs = this.options.queues.worker(this.queueName, ({ name }) => this.woken(name), { concurrency: 2 });
    await this.restore();
  }

  /** What arrived on the channel `kamkor_deadline`: seconds in which something new falls due, or '' for "look yourself". */
  notified(payload: string): void {
    const due = payload.split(',').filter(Boolean).map(Number);
    if (due.length === 0 || due.some((second) => !Number.isFinite(second))) {
      void this.reported(() => this.lookingAhead.run(), 'look ahead');
      return;
    }
    const now = this.legalNow();
    if (due.some((second) => second * 1_000 <= now)) void this.reported(() => this.linger(), 'notified');
    const later = due.map((second) => second * 1_000).filter((instant) => instant > now);
    void this.reported(() => this.arm(later), 'arm');
  }

  /** The simulated clock has moved: sweeps and arms anew. Resolves when what was due has been worked off. */
  async clockMoved(): Promise<void> {
    this.offset = this.currentOffset();
    await this.reported(() => this.sweeping.run(), 'clock moved');
    void this.reported(() => this.lookingAhead.run(), 'look ahead');
  }

  /** How many are due and not yet worked off, at most 10,000; and whether this worker has nothing to do. */
  async idle(): Promise<{ idle: boolean; due: number }> {
    const due = await dueNow(this.options.transactions, this.kinds);
    return { idle: due === 0 && !this.sweeping.running, due };
  }

  /** Works off what is due now; one sweep at a time, and one more for whoever asked meanwhile. Never rejects. */
  async sweep(): Promise<void> {
    await this.reported(() => this.sweeping.run(), 'sweep');
  }

  /** Stops taking work and resolves when the batches it holds are committed. The queues are closed by their owner. */
  async close(): Promise<void> {
    this.stopping.abort();
    for (const timer of this.timers) clearInterval(timer);
    await this.jobs?.close();
    await this.sweeping.settled();
    await this.lookingAhead.settled();
  }

  private async sweepNow(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    await this.beat(() => this.pulse.ensure());
    if (this.mustWaitForInbox) await this.drainInbox();
    const now = this.legalNow();
    await this.sweeper.sweep();
    this.sweptUntil = now;
  }

  private async beat(beat = () => this.pulse.beat()): Promise<void> {
    if (await beat()) this.mustWaitForInbox = true;
  }

  private async drainInbox(): Promise<void> {
    const { waitForInbox, inboxPatienceMs = 60_000 } = this.options;
    const patience = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, patience.signal]);
    const tooLate = wait(inboxPatienceMs, undefined, { signal }).then(
      () => this.report(new Error(`the inbox was not drained within ${inboxPatienceMs} ms`), 'inbox'),
      () => undefined,
    );
    await Promise.race([this.reported(async () => await waitForInbox?.(), 'inbox'), tooLate]);
    patience.abort();
    this.mustWaitForInbox = false;
  }

  private async woken(name: string): Promise<void> {
    if (name === 'tick') this.lastJob = Date.now();
    await this.linger();
  }

  /** Sweeps, and again for what falls due within the second, to the millisecond. */
  private async linger(): Promise<void> {
    const { signal } = this.stopping;
    for (const end = Date.now() + LINGER_AT_MOST_MS; Date.now() < end && !signal.aborted; ) {
      await this.sweeping.run();
      const [next] = await this.ahead(LINGER_MS);
      if (!next) return;
      const ms = Math.max(1, next.epochMilliseconds - this.legalNow());
      await wait(ms, undefined, { signal }).catch(() => undefined);
    }
  }

  /** The net under the queue, and under a simulated clock whose movement nobody announced. */
  private async watch(): Promise<void> {
    if (Math.abs(this.currentOffset() - this.offset) > MOVED_MS) await this.clockMoved();
    if (this.unarmed) await this.reported(() => this.lookingAhead.run(), 'look ahead');
    if (Date.now() - this.lastJob < this.silenceMs) return;
    this.lastJob = Date.now();
    await this.reported(() => this.sweeping.run(), 'sweep');
    await this.restore();
  }

  private async restore(): Promise<void> {
    this.arming.forget();
    const { queues, sweepEveryMs = SWEEP_EVERY_MS } = this.options;
    await this.reported(() => queues.schedule(this.queueName, sweepEveryMs), 'schedule');
    await this.reported(() => this.lookingAhead.run(), 'look ahead');
  }

  private async lookFurther(): Promise<void> {
    const { transactions, service } = this.options;
    await this.lookingAhead.run();
    for (const kind of await parkUnknownKinds(transactions, service, this.kinds)) {
      this.report(new Error(`deadlines of the kind ${kind} are pending, which this version does not know`), 'kinds');
    }
  }

  private async armAhead(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    const ahead = await this.ahead(ARMED_AHEAD_MS);
    await this.arm(ahead.map(({ epochMilliseconds }) => epochMilliseconds));
  }

  /** From the last sweep on, not from now: what fell due since then was in neither. */
  private ahead(byMs: number): Promise<Temporal.Instant[]> {
    const { transactions } = this.options;
    const now = this.legalNow();
    const from = Math.max(this.sweptUntil, now - LINGER_AT_MOST_MS);
    const instant = Temporal.Instant.fromEpochMilliseconds;
    return lookAhead(transactions, this.kinds, instant(Math.min(from, now)), instant(now + byMs));
  }

  private async arm(legalMs: readonly number[]): Promise<void> {
    this.unarmed = true;
    await this.arming.arm(legalMs);
    this.unarmed = false;
  }

  private legalNow(): number {
    return this.options.transactions.clock.now().epochMilliseconds;
  }

  private currentOffset(): number {
    return this.legalNow() - Date.now();
  }

  private get silenceMs(): number {
    return this.options.silenceMs ?? SILENCE_MS;
  }

  private async reported(work: () => Promise<unknown>, where: string): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.stopping.signal.aborted) this.report(error, where);
    }
  }

  private report(error: unknown, where: string): void {
    this.options.onError?.(error, where);
  }
}
