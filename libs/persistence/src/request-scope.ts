import type { Clock } from '@kamkor/time';
import type { DataSource } from 'typeorm';
import { Connection, type OpenTransaction } from './open-transaction.js';
import type { Occasion, Tx } from './tx.js';

/**
 * One request to a subgraph. Reads share one transaction, opened at the first read; each mutation field has its own,
 * and the selection below it reads in a new one afterwards. All on one connection, one after the other: graphql runs
 * the root fields of a mutation in sequence, so the read transaction of one is over when the next begins.
 */
export class RequestScope {
  private readonly connection: Connection;
  private reading: Promise<OpenTransaction> | undefined;
  private writing: OpenTransaction | undefined;
  private closed = false;

  constructor(
    dataSource: DataSource,
    private readonly clock: Clock,
    readonly occasion: Occasion,
  ) {
    this.connection = new Connection(dataSource);
  }

  /** Runs `work` in the transaction of the running mutation field, or else in the request's read transaction. */
  async within<Result>(work: (tx: Tx) => Promise<Result> | Result): Promise<Result> {
    if (this.closed) throw new Error('the request is already answered');
    const open = this.writing ?? (await (this.reading ??= this.connection.begin(this.occasion, this.clock.now())));
    return open.within(() => work(open.tx));
  }

  /** Runs one use case in a transaction of its own. */
  async useCase<Result>(operation: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    await this.endReading();
    const open = await this.connection.begin({ ...this.occasion, operation }, this.clock.now());
    this.writing = open;
    try {
      const result = await open.within(() => work(open.tx));
      await open.commit();
      return result;
    } catch (error) {
      await open.rollback();
      throw error;
    } finally {
      this.writing = undefined;
    }
  }

  /** Commits what was read, with its trail entries. If that fails the answer must not leave. */
  async close(): Promise<void> {
    this.closed = true;
    try {
      await this.endReading();
    } finally {
      await this.connection.release();
    }
  }

  private async endReading(): Promise<void> {
    const reading = this.reading;
    this.reading = undefined;
    if (!reading) return;
    const open = await reading;
    try {
      await open.commit();
    } catch (error) {
      await open.rollback();
      throw error;
    }
  }
}
