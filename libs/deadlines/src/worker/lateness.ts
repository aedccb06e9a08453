import type { Deadline } from '../deadline.js';

const KEPT = 1_000;

/** How late the last thousand lapses of this process were, from falling due to the commit, in milliseconds. */
export class Lateness {
  private readonly last: number[] = [];
  private at = 0;

  note(lapsed: readonly Deadline[], now: Temporal.Instant): void {
    for (const { dueAt } of lapsed.slice(-KEPT)) {
      this.last[this.at] = now.epochMilliseconds - dueAt.epochMilliseconds;
      this.at = (this.at + 1) % KEPT;
    }
  }

  /** Null while nothing has lapsed. */
  summary(): { p50: number; p95: number; max: number } | null {
    if (this.last.length === 0) return null;
    const sorted = [...this.last].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
    return { p50: at(0.5), p95: at(0.95), max: sorted[sorted.length - 1]! };
  }
}
