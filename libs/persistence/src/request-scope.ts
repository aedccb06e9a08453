import type { Clock } from '@kamkor/time';
import type { DataSource } from 'typeorm';
import { Connection, type OpenTransaction } from './open-transaction.js';
import { type Occasion, type TransactionHolder, type Tx, transactionStorage } from './tx.js';

/**
 * One request to a subgraph. Reads share one transaction, opened at the first read; each mutation field has its own,
 * and the selection below it reads in a new one afterwards. All on one connection, one after the other: graphql runs
 * the root fields of a mutation in sequence, so the read transaction of one is over when the next begins.
 */
export class RequestScope {
  private readonly connection: Connection;
  private readonly holder: TransactionHolder = {};
  private reading: Promise<OpenTransaction> | undefined;
  private writing: Promise<unknown> = Promise.resolve();
  private closed = false;
  /** The answers of the use cases that have come as far as their commit. */
  private readonly committing = new Set<string>();

  constructor(
    dataSource: DataSource,
    private readonly clock: Clock,
    public occasion: Occasion,
  ) {
    this.connection = new Connection(dataSource);
  }

  /** Runs the whole request so that `tx()` finds the transaction of the moment. */
  run<Result>(work: () => Result): Result {
    return transactionStorage.run(this.holder, work);
  }

  /** Says what the request turned out to be, once its document is understood and before it reads. */
  name(operation: string, purpose: string): void {
    this.occasion = { ...this.occasion, operation, purpose };
  }

  /**
   * Whether the use case with this answer has come as far as its commit, or any where the answer is not said: something
   * may have been written, whatever is answered.
   */
  mayHaveWritten(answer?: string): boolean {
    return answer === undefined ? this.committing.size > 0 : this.committing.has(answer);
  }

  /** Opens the request's read transaction unless it is open; `tx()` works afterwards. */
  async read(): Promise<Tx> {
    if (this.closed) throw new Error('the request is already answered');
    this.reading ??= this.connection.begin(this.occasion, this.clock.now());
    const { tx } = await this.reading;
    this.holder.tx = tx;
    return tx;
  }

  /**
   * Runs one use case in a transaction of its own, committed when `work` resolves, rolled back when it throws. `answer`
   * tells those of one request apart.
   */
  async useCase<Result>(
    operation: string,
    work: (tx: Tx) => Promise<Result>,
    answer: string = operation,
  ): Promise<Result> {
    if (this.closed) throw new Error('the request is already answered');
    const running = this.runUseCase(operation, work, answer);
    this.writing = running.catch(() => undefined);
    return running;
  }

  private async runUseCase<Result>(
    operation: string,
    work: (tx: Tx) => Promise<Result>,
    answer: string,
  ): Promise<Result> {
    await this.endReading();
    const open = await this.connection.begin({ ...this.occasion, operation }, this.clock.now());
    this.holder.tx = open.tx;
    try {
      const result = await work(open.tx);
      this.committing.add(answer);
      await open.commit();
      return result;
    } catch (error) {
      await open.rollback();
      throw error;
    } finally {
      delete this.holder.tx;
    }
  }

  /**
   * Commits what was read, with its trail entries. If that fails the answer must not leave. A caller that hung up does
   * not interrupt a use case: it ends first, one way or the other, and only then is the connection given back.
   */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.writing;
    try {
      await this.endReading();
    } finally {
      await this.connection.release();
    }
  }

  private async endReading(): Promise<void> {
    const reading = this.reading;
    this.reading = undefined;
    delete this.holder.tx;
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
