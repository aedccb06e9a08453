import type { Principal } from '@kamkor/principal';
import type { DataSource, QueryRunner } from 'typeorm';
import { isConnectionLost } from './connection-lost.js';
import { type Occasion, type Tx, transactionStorage } from './tx.js';
import { toParameter } from './values.js';

/**
 * Settings that row-level policies read, and legal time, which a trigger can get in no other way. They are local to the
 * transaction, so a pooled connection never carries them over.
 */
const SETTINGS = `SELECT set_config('kamkor.subject', $1, true), set_config('kamkor.roles', $2, true),
  set_config('kamkor.territory_from', $3, true), set_config('kamkor.territory_to', $4, true),
  set_config('kamkor.facilities', $5, true), set_config('kamkor.person', $6, true),
  set_config('kamkor.organisation', $7, true), set_config('kamkor.now', $8, true)`;

export function settingsOf(principal: Principal): string[] {
  return [
    principal.subject,
    `,${principal.roles.join(',')},`,
    principal.territory ?? '',
    principal.territory ? `${principal.territory}.` : '',
    `{${principal.facilities.map((code) => `"${code.replace(/["\\]/g, '')}"`).join(',')}}`,
    principal.person ?? '',
    principal.organisation ?? '',
  ];
}

/** One connection on which transactions follow one another; never two at a time, never a second connection. */
export class Connection {
  private runner: QueryRunner | undefined;

  constructor(private readonly dataSource: DataSource) {}

  async begin(occasion: Occasion, now: Temporal.Instant): Promise<OpenTransaction> {
    const runner = (this.runner ??= serialised(this.dataSource.createQueryRunner()));
    await runner.startTransaction();
    try {
      await runner.query(SETTINGS, [...settingsOf(occasion.principal), now.toString()]);
    } catch (error) {
      await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    }
    return new OpenTransaction(runner, occasion, now);
  }

  async release(): Promise<void> {
    const runner = this.runner;
    this.runner = undefined;
    if (!runner || runner.isReleased) return;
    // The next one to get this connection must not find somebody else's transaction open on it.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    await runner.release();
  }
}

export class OpenTransaction {
  readonly tx: Tx;
  private readonly lastWork = new Map<symbol, () => Promise<void>>();
  private ended = false;

  constructor(
    private readonly runner: QueryRunner,
    occasion: Occasion,
    now: Temporal.Instant,
  ) {
    const values = new Map<symbol, unknown>();
    this.tx = {
      ...occasion,
      now,
      manager: runner.manager,
      sql: async <Row>(text: string, parameters: readonly unknown[] = []) => {
        // A branch that outlived its transaction must write neither by itself nor into the next one.
        if (this.ended) throw new Error('the transaction of this statement is over');
        return rowsOf<Row>(await runner.query(text, parameters.map(toParameter)));
      },
      beforeCommit: (key, work) => {
        if (!this.lastWork.has(key)) this.lastWork.set(key, work);
      },
      once: <Value>(key: symbol, make: () => Value) => {
        if (!values.has(key)) values.set(key, make());
        return values.get(key) as Value;
      },
    };
  }

  within<Result>(work: () => Promise<Result> | Result): Promise<Result> | Result {
    return transactionStorage.run({ tx: this.tx }, work);
  }

  async commit(): Promise<void> {
    for (const work of this.lastWork.values()) await this.within(work);
    this.ended = true;
    // PostgreSQL answers COMMIT of a failed transaction with a silent ROLLBACK; nobody may take that for success.
    if (aborted.has(this.runner)) {
      const cause = aborted.get(this.runner);
      throw new Error('a statement failed and was not taken back by a savepoint', { cause });
    }
    await this.runner.commitTransaction();
  }

  async rollback(): Promise<void> {
    this.ended = true;
    // Where the connection is gone the server has rolled back, and a failure of this must not hide why it is gone.
    if (!this.runner.isTransactionActive || this.runner.isReleased) return;
    await this.runner.rollbackTransaction().catch((error: unknown) => {
      if (!isConnectionLost(error)) throw error;
    });
  }
}

/** TypeORM answers UPDATE and DELETE … RETURNING with `[rows, count]`, and other statements with the rows. */
function rowsOf<Row>(answer: unknown): Row[] {
  if (Array.isArray(answer) && answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number') {
    return answer[0] as Row[];
  }
  return answer as Row[];
}

/** Connections whose latest statement failed, and why. Only ROLLBACK, whole or to a savepoint, succeeds after that. */
const aborted = new WeakMap<QueryRunner, unknown>();

/** The driver runs one statement at a time on a connection; parallel resolvers are put in a queue instead of interleaved. */
function serialised(runner: QueryRunner): QueryRunner {
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  let last: Promise<unknown> = Promise.resolve();
  runner.query = ((...args: unknown[]) => {
    const next = last.then(() => query(...args));
    last = next.then(
      () => aborted.delete(runner),
      (error: unknown) => aborted.set(runner, error),
    );
    return next;
  }) as QueryRunner['query'];
  return runner;
}
