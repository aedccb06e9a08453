import type { Logger } from 'pino';

/** After so many calls in a row without an answer a service counts as frozen. */
const UNHEARD_IN_A_ROW = 3;
const PROBE_EVERY_MS = 1_000;

/**
 * Whether one service is frozen: it takes calls and answers none. Each caller would wait until its time is over. So callers
 * are refused at once, and we, instead of clients, ask the service whether it lives until it says so.
 */
export class Silence {
  private unheardInARow = 0;
  private probing: NodeJS.Timeout | undefined;

  constructor(
    private readonly service: string,
    private readonly liveness: URL,
    private readonly log: Pick<Logger, 'warn' | 'info'>,
  ) {}

  get frozen(): boolean {
    return this.probing !== undefined;
  }

  /** A call brought something, even if only a broken connection. */
  heard(): void {
    this.unheardInARow = 0;
  }

  /** The time of a call ran out. */
  unheard(): void {
    this.unheardInARow += 1;
    if (this.frozen || this.unheardInARow < UNHEARD_IN_A_ROW) return;
    this.log.warn({ service: this.service }, 'is frozen: it is not called until it lives');
    this.probing = setInterval(() => void this.probe(), PROBE_EVERY_MS).unref();
  }

  close(): void {
    clearInterval(this.probing);
    this.probing = undefined;
  }

  private async probe(): Promise<void> {
    const signal = AbortSignal.timeout(PROBE_EVERY_MS);
    const lives = await fetch(this.liveness, { signal }).then(
      async (answer) => {
        await answer.body?.cancel();
        return true;
      },
      // A service that refuses the connection is down and says so at once, so it may be called again.
      (error: Error) => error.name !== 'TimeoutError',
    );
    if (!lives || !this.frozen) return;
    this.close();
    this.heard();
    this.log.info({ service: this.service }, 'lives again');
  }
}
