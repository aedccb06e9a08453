import type { DataSource } from 'typeorm';
import { type Backlog, backlogOf } from './backlog.js';
import { BLOCK_SIZE, type Sealed, sealTrail } from './seal.js';

export interface TrailSealerOptions {
  /** Of the worker role. A pass holds one connection. */
  readonly dataSource: DataSource;
  /** KAMKOR_TRAIL_KEY. */
  readonly key: string;
  /** Pause between passes, by default 1 s; an entry must be sealed within 5 s. */
  readonly everyMs?: number;
  readonly blockSize?: number;
  /** For each block made; its head belongs in the log, outside of the database. */
  readonly onSealed?: (sealed: Sealed) => void;
  /** After each pass, also one that had nothing to do: for the metrics. */
  readonly onBacklog?: (backlog: Backlog) => void;
  readonly onError?: (error: unknown) => void;
}

/** Seals the trail of one database as long as the worker runs. Every worker process may run one; one at a time seals. */
export class TrailSealer {
  private timer: NodeJS.Timeout | undefined;
  private pass: Promise<void> = Promise.resolve();
  private running = false;

  constructor(private readonly options: TrailSealerOptions) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    this.next(0);
  }

  /** Resolves when the pass under way is over; what still waits is sealed after the next start. */
  async stop(): Promise<void> {
    this.running = false;
    clearTimeout(this.timer);
    await this.pass;
  }

  private next(afterMs: number): void {
    this.timer = setTimeout(() => {
      this.pass = this.seal().finally(() => {
        if (this.running) this.next(this.options.everyMs ?? 1_000);
      });
    }, afterMs);
  }

  private async seal(): Promise<void> {
    const { dataSource, key, blockSize = BLOCK_SIZE, onSealed, onBacklog, onError } = this.options;
    try {
      let sealed: Sealed | null;
      do {
        sealed = await sealTrail(dataSource, key, blockSize);
        if (sealed) onSealed?.(sealed);
      } while (this.running && sealed?.entries === blockSize);
      onBacklog?.(await backlogOf(dataSource));
    } catch (error) {
      onError?.(error);
    }
  }
}
