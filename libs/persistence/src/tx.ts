import { AsyncLocalStorage } from 'node:async_hooks';
import type { Principal } from '@kamkor/principal';
import type { EntityManager } from 'typeorm';

/** Why and for whom a transaction runs; what the trail will say. */
export interface Occasion {
  readonly principal: Principal;
  /** `Mutation.notifyBirth`, `Query.birthNotifications`, `deadline:APPLICATION_60_DAYS`, `event:BirthNotified`. */
  readonly operation: string;
  /** The caller's stated purpose, or the operation's own. */
  readonly purpose: string;
  readonly requestId: string;
}

/** The running transaction. Statements of parallel resolvers are queued: one connection, one statement at a time. */
export interface Tx extends Occasion {
  /** Legal time, the same for the whole transaction. */
  readonly now: Temporal.Instant;
  readonly manager: EntityManager;
  /** Runs one statement. Temporal values may be parameters; rows come back with Temporal values. */
  sql<Row = Record<string, unknown>>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs `work` once before the commit; the first registration of a key wins. Used by the trail to write in one statement. */
  beforeCommit(key: symbol, work: () => Promise<void>): void;
  /** A value that lives as long as this transaction, made at first use: loaders, collectors. */
  once<Value>(key: symbol, make: () => Value): Value;
}

/** What the asynchronous context carries: a request changes its transaction over time, a worker's batch never does. */
export interface TransactionHolder {
  tx?: Tx;
}

export const transactionStorage = new AsyncLocalStorage<TransactionHolder>();

/** The transaction that the calling code runs in. Outside of one this is a programming error and throws. */
export function tx(): Tx {
  const current = transactionStorage.getStore()?.tx;
  if (!current) throw new Error('no transaction is running here');
  return current;
}
