import type { Transactions } from '@kamkor/persistence';
import { workerPrincipal } from '@kamkor/principal';
import type { Deadline } from '../deadline.js';
import type { DeadlineKind } from '../kind.js';
import { claim, type Source, THE_BEGINNING } from './claim.js';
import { lapseOrPark } from './lapse.js';
import type { Lateness } from './lateness.js';
import { type Due, probe } from './probe.js';
import { allowance, spend } from './rate.js';

export const BATCH = 500;

export interface SweeperOptions {
  readonly transactions: Transactions;
  readonly service: string;
  readonly kinds: readonly DeadlineKind[];
  /** Batches worked off at a time by this process; 2 by default. Each holds one connection. */
  readonly lanes?: number;
  readonly onError?: (error: unknown, where: string) => void;
  readonly lateness?: Lateness;
}

/** Works off what is due. Any number of them share the work: a row belongs to whoever locked it. */
export class Sweeper {
  readonly kinds: ReadonlyMap<string, DeadlineKind>;

  constructor(private readonly options: SweeperOptions) {
    this.kinds = new Map(options.kinds.map((kind) => [kind.kind, kind]));
    if (this.kinds.size < options.kinds.length) throw new Error('two kinds of deadline have the same code');
  }

  /** Lapses everything that is due, in batches of at most 500. Gives how many; rejects only if nothing could be asked. */
  async sweep(): Promise<number> {
    const due = await probe(this.options.transactions, [...this.kinds.keys()]);
    const work = (['pending', 'beyondLimit', 'parked'] as const).flatMap((source) =>
      (due[source] satisfies Due[Source]).map((kind) => ({ source, kind: this.kinds.get(kind)! })),
    );
    let count = 0;
    for (const { source, kind } of work) {
      try {
        count += await this.workOff(source, kind);
      } catch (error) {
        // One kind's trouble (a lost connection, a commit refused) must not hold up the others.
        this.options.onError?.(error, `deadline:${kind.kind}`);
      }
    }
    return count;
  }

  private async workOff(source: Source, kind: DeadlineKind): Promise<number> {
    const lanes = kind.maxPerMinute === undefined && source === 'pending' ? (this.options.lanes ?? 2) : 1;
    const lane = async (): Promise<number> => {
      let count = 0;
      for (let from: Temporal.Instant | typeof THE_BEGINNING = THE_BEGINNING; ; ) {
        const claimed = await this.batch(source, kind, from);
        count += claimed.length;
        if (claimed.length < BATCH) return count;
        if (source === 'pending') from = claimed[claimed.length - 1]!.dueAt;
      }
    };
    const results = await Promise.allSettled(Array.from({ length: lanes }, lane));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    const count = results.reduce((sum, result) => sum + (result.status === 'fulfilled' ? result.value : 0), 0);
    // Once more from the beginning: what another worker held and had to give up.
    return count < BATCH ? count : count + (await lane());
  }

  /** One transaction: claim, mark, react, publish, record. */
  private async batch(
    source: Source,
    kind: DeadlineKind,
    from: Temporal.Instant | typeof THE_BEGINNING,
  ): Promise<readonly Deadline[]> {
    const { transactions, service, onError, lateness } = this.options;
    const operation = `deadline:${kind.kind}`;
    const occasion = { principal: workerPrincipal(service), operation, purpose: 'deadline' };
    const { claimed, lapsed } = await transactions.run(occasion, async () => {
      const batch = await claim(source, kind.kind, await allowance(kind, BATCH), from);
      if (batch.length === 0) return { claimed: batch, lapsed: [] };
      const done = await lapseOrPark(kind, batch, (error) => onError?.(error, operation));
      await spend(kind, batch.length);
      return { claimed: batch, lapsed: done.lapsed };
    });
    if (source === 'pending') lateness?.note(lapsed, transactions.clock.now());
    return claimed;
  }
}
