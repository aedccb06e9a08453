import { randomUUID } from 'node:crypto';
import type { Clock } from '@kamkor/time';
import type { DataSource } from 'typeorm';
import { Connection } from './open-transaction.js';
import type { Occasion, Tx } from './tx.js';

/** Opens transactions for workers and for doors other than the graph: one call, one transaction. */
export class Transactions {
  constructor(
    readonly dataSource: DataSource,
    readonly clock: Clock,
  ) {}

  /** Runs `work` in one transaction, committed when it resolves, rolled back when it throws. `tx()` works inside. */
  async run<Result>(
    occasion: Omit<Occasion, 'requestId'> & { requestId?: string },
    work: (tx: Tx) => Promise<Result>,
  ): Promise<Result> {
    const connection = new Connection(this.dataSource);
    try {
      const open = await connection.begin({ requestId: randomUUID(), ...occasion }, this.clock.now());
      try {
        const result = await open.within(() => work(open.tx));
        await open.commit();
        return result;
      } catch (error) {
        await open.rollback();
        throw error;
      }
    } finally {
      await connection.release();
    }
  }
}
