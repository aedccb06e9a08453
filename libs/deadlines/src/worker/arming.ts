import type { JobQueue } from '@kamkor/queue';

const SECOND = 1_000;
/** An instant at the very beginning of a second must not count as the end of the one before, whose job may be over. */
const JITTER_MS = 5;

/**
 * One delayed job for each second in which something falls due, so that it fires to the second. Ids are by real second:
 * where the simulated clock has moved, the same legal instant gets a new job, and the old one merely finds nothing.
 */
export class Arming {
  /** Real seconds for which this process has already put a job into the queue. */
  private readonly armed = new Set<number>();

  constructor(
    private readonly queue: JobQueue,
    /** Milliseconds of real time until an instant of legal time. */
    private readonly untilDue: (legalMs: number) => number,
  ) {}

  /** `legalMs`: epoch milliseconds at which something falls due. Rejects when the queue is gone. */
  async arm(legalMs: readonly number[]): Promise<void> {
    const now = Date.now();
    for (const second of this.armed) if (second * SECOND < now - SECOND) this.armed.delete(second);
    const delays = new Map<number, number>();
    for (const instant of legalMs) {
      const delayMs = Math.max(0, this.untilDue(instant));
      const second = Math.floor((now + delayMs + JITTER_MS) / SECOND);
      if (!this.armed.has(second)) delays.set(second, Math.min(delayMs, delays.get(second) ?? delayMs));
    }
    await this.queue.addAll([...delays].map(([second, delayMs]) => ({ name: 'armed', id: `at-${second}`, delayMs })));
    for (const second of delays.keys()) this.armed.add(second);
  }

  /** After a loss of the queue nothing counts as armed. */
  forget(): void {
    this.armed.clear();
  }
}
