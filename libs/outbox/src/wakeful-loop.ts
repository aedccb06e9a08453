/**
 * Repeats `work` for ever: at once while it says that there is more, when woken, and every `everyMs` as a net.
 * A failure is reported and tried again, the wait doubling up to 15 s. What comes within `gatherMs` after a round is done
 * together in the next: the first is not kept waiting, and many cost less.
 */
export class WakefulLoop {
  private woken = false;
  private stopped = false;
  private ring: () => void = () => undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly work: () => Promise<boolean>,
    private readonly everyMs: number,
    private readonly onError: (error: unknown) => void,
    private readonly gatherMs = 0,
  ) {}

  start(): void {
    this.running = this.run();
  }

  wake(): void {
    this.woken = true;
    this.ring();
  }

  /** Resolves when the work it is at has ended. */
  async close(): Promise<void> {
    this.stopped = true;
    this.ring();
    await this.running;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopped) {
      this.woken = false;
      try {
        const more = await this.work();
        failures = 0;
        if (!more && this.gatherMs > 0) await this.rest(this.gatherMs, 'do not wake');
        if (!more && !this.woken) await this.rest(this.everyMs);
      } catch (error) {
        failures += 1;
        this.onError(error);
        await this.rest(Math.min(500 * 2 ** failures, 15_000), 'do not wake');
      }
    }
  }

  private async rest(ms: number, wakeable?: 'do not wake'): Promise<void> {
    if (this.stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.ring = () => {
        if (wakeable === 'do not wake' && !this.stopped) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.ring = () => undefined;
  }
}
