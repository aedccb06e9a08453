import { MONTHS_AHEAD } from '@kamkor/database';
import { fileEnded } from '@kamkor/deadlines';
import type { Transactions } from '@kamkor/persistence';
import type { Regulation, RegulationBook } from '@kamkor/regulations';
import type { Logger } from '@kamkor/service';
import { deadlinesCurrent, endedDeadlinesKept, publishedEventsKept, receivedEventsKept } from './kept.js';

const EVERY_MS = 600_000;

/** Tables that have a table for each month in which something is recorded. */
export const BY_MONTH = ['trail_entry', 'outbox_event', 'inbox_event'] as const;
/** Those of which the worker may drop months, and how long they are kept. */
const DROPPED = { outbox_event: publishedEventsKept, inbox_event: receivedEventsKept } as const;

export interface MonthKeeperOptions {
  /** Of the worker role. */
  readonly transactions: Transactions;
  readonly service: string;
  /** With the `keptRegulations`. */
  readonly book: RegulationBook;
  readonly log: Logger;
  readonly onError: (error: unknown) => void;
  /** Told after each pass of each table how many months are older than what is kept, and needed yet. */
  readonly onOverdue: (table: string, months: number) => void;
}

/**
 * Makes the months that tables will need, files what ended long ago, and drops months that are older than what is kept.
 * One that can't get a lock in time, or fails otherwise, is told and tried again ten minutes later: nothing is lost by
 * that, and the others go on.
 */
export class MonthKeeper {
  private timer: NodeJS.Timeout | undefined;
  private passing: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly options: MonthKeeperOptions) {}

  start(): void {
    this.passing = this.pass();
    this.timer = setInterval(() => {
      this.passing = this.passing.then(() => this.pass());
    }, EVERY_MS);
  }

  /** Resolves when the pass under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.passing;
  }

  async pass(): Promise<void> {
    for (const table of BY_MONTH) await this.reported(() => this.make(table));
    await this.reported(() => this.file());
    for (const table of ['outbox_event', 'inbox_event'] as const) await this.reported(() => this.drop(table));
    await this.reported(() => this.dropDeadlines());
  }

  private async make(table: string): Promise<void> {
    const [missing] = await this.sql<{ month: string }>(MISSING, [table]);
    const [done] = await this.sql<{ made: string[]; moved: number }>(`SELECT * FROM ${table}_make_months($1)`, [
      MONTHS_AHEAD,
    ]);
    const { made, moved } = done!;
    if (missing || moved > 0) {
      this.options.log.error(
        { table, month: missing?.month, made, moved },
        'a month had no table: its rows waited in the net, and were moved',
      );
    } else if (made.length > 0) this.options.log.info({ table, made }, 'months made');
  }

  private async file(): Promise<void> {
    const { transactions, service, log } = this.options;
    const before = transactions.clock.now().subtract({ hours: 24 * this.valueOf(deadlinesCurrent) });
    const filed = await fileEnded(transactions, service, before);
    if (filed > 0) log.info({ filed }, 'ended deadlines filed');
  }

  private async drop(table: keyof typeof DROPPED): Promise<void> {
    const { log, onOverdue } = this.options;
    const [done] = await this.sql<{ dropped: string[]; needed: string[] }>(`SELECT * FROM ${table}_drop_months($1)`, [
      this.valueOf(DROPPED[table]),
    ]);
    const { dropped, needed } = done!;
    onOverdue(table, needed.length);
    if (dropped.length > 0) log.info({ table, dropped }, 'months dropped');
    if (needed.length > 0)
      log.warn({ table, needed }, 'months older than what is kept are needed yet: something of them is owed or waits');
  }

  private async dropDeadlines(): Promise<void> {
    const [done] = await this.sql<{ dropped: string[] }>('SELECT deadline_drop_months($1) AS dropped', [
      this.valueOf(endedDeadlinesKept),
    ]);
    if (done!.dropped.length > 0)
      this.options.log.info({ table: 'deadline', dropped: done!.dropped }, 'months dropped');
  }

  private valueOf(regulation: Regulation): number {
    return this.options.book.of(regulation).on(Temporal.Now.plainDateISO()).value;
  }

  private sql<Row>(text: string, values: readonly unknown[]): Promise<Row[]> {
    return this.options.transactions.dataSource.query(text, [...values]);
  }

  private async reported(work: () => Promise<void>): Promise<void> {
    if (this.stopped) return;
    await work().catch((error: unknown) => this.options.onError(error));
  }
}

/** The present month of a table, unless it has one; a row that is written meanwhile goes into the net. */
export const MISSING = `SELECT month FROM to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM') month
  WHERE to_regclass('public.' || $1 || '_' || month) IS NULL`;
