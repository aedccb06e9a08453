import { describeErrorShortly } from '@kamkor/errors';
import { isTransient, WakefulLoop } from '@kamkor/outbox';
import { savepoint, type Transactions } from '@kamkor/persistence';
import { workerPrincipal } from '@kamkor/principal';
import type { BirthsDeadlines } from '../deadlines.js';
import { lookForYoungMothers } from '../obstacle/young-mothers.js';
import type { DuplicateWorkKind } from '../rules/duplicate/work-kind.js';
import type { Law } from '../rules/law.js';
import { settleDecisions } from './carrying-out/settle-decisions.js';
import {
  claimWork,
  DUPLICATE_CHANNEL,
  type DuplicateWork,
  finishWork,
  parkWork,
  waitingWork,
} from './duplicate-work.js';
import { indexBirths } from './search/index-births.js';
import { searchDuplicates } from './search/search-duplicates.js';

export interface DuplicateWorkerOptions {
  /** Of the worker role. */
  readonly transactions: Transactions;
  readonly law: Law;
  readonly deadlines: BirthsDeadlines;
  readonly onError: (error: unknown) => void;
}

const POLL_MS = 5_000;
/** Nobody waits for a search: what comes in meanwhile is done together. */
const GATHER_MS = 100;
const AT_A_TIME = { INDEX: 500, SEARCH: 100, SETTLE: 1 } as const satisfies Record<DuplicateWorkKind, number>;

/**
 * Looks for duplicates, and for mothers who are children, in what was notified or completed, and carries out what was
 * decided of duplicates. Rows are claimed in the
 * transaction that does the work and deletes them, so that a worker that dies leaves them to the next one.
 */
export class DuplicateWorker {
  readonly channel = DUPLICATE_CHANNEL;
  private readonly loop: WakefulLoop;
  private readonly doing: Readonly<Record<DuplicateWorkKind, (subjectIds: readonly string[]) => Promise<unknown>>>;

  constructor(private readonly options: DuplicateWorkerOptions) {
    const { law, deadlines, onError } = options;
    this.doing = {
      INDEX: async (ids) => {
        await indexBirths(ids, law);
        await lookForYoungMothers(ids, law, deadlines.safetyConcern);
      },
      SEARCH: (ids) => searchDuplicates(ids, law),
      SETTLE: (ids) => settleDecisions(ids, deadlines, law),
    };
    this.loop = new WakefulLoop(() => this.work(), POLL_MS, onError, GATHER_MS);
  }

  start(): void {
    this.loop.start();
  }

  /** Call it when `channel` was notified. */
  wake(): void {
    this.loop.wake();
  }

  async close(): Promise<void> {
    await this.loop.close();
  }

  /** How many rows are to be done now. */
  waiting(): Promise<number> {
    return this.options.transactions.run(occasion('COUNT'), waitingWork);
  }

  /** One batch of each kind; whether there may be more. */
  async work(): Promise<boolean> {
    const full = [await this.batch('SETTLE'), await this.batch('INDEX'), await this.batch('SEARCH')];
    return full.some(Boolean);
  }

  private batch(kind: DuplicateWorkKind): Promise<boolean> {
    return this.options.transactions.run(occasion(kind), async () => {
      const work = await claimWork(kind, AT_A_TIME[kind]);
      if (work.length > 0) await this.attempt(kind, work);
      return work.length === AT_A_TIME[kind];
    });
  }

  /** A batch that fails is halved until the row at fault is alone; that one is parked. */
  private async attempt(kind: DuplicateWorkKind, work: readonly DuplicateWork[]): Promise<void> {
    try {
      await savepoint(async () => {
        await this.doing[kind]([...new Set(work.map(({ subjectId }) => subjectId))]);
        await finishWork(work);
      });
    } catch (error) {
      if (isTransient(error)) throw error;
      const [only, ...others] = work;
      if (only && others.length === 0) {
        this.options.onError(error);
        await parkWork(only, describeErrorShortly(error));
        return;
      }
      const half = work.length >> 1;
      await this.attempt(kind, work.slice(0, half));
      await this.attempt(kind, work.slice(half));
    }
  }
}

const occasion = (kind: DuplicateWorkKind | 'COUNT') => ({
  principal: workerPrincipal('births'),
  operation: `duplicate:${kind}`,
  purpose: 'duplicate search',
});
