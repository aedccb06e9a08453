import { type DeadlineKind, type DeadlineMetrics, type DeadlineWorker, deadlineMetrics } from '@kamkor/deadlines';
import type { Transactions } from '@kamkor/persistence';
import { Gauge, type Registry } from 'prom-client';

/** A scrape asks all gauges at once; they share one reading. */
const SHARED_MS = 1_000;

/** Registers what is due, parked and how late, read from the database when the metrics are asked for. */
export function deadlineGauges(
  registry: Registry,
  worker: DeadlineWorker,
  transactions: Transactions,
  kinds: readonly DeadlineKind[],
): void {
  const codes = kinds.map(({ kind }) => kind);
  const read = shared(() => deadlineMetrics(transactions, codes));
  const gauge = (name: string, help: string, label: string, values: (now: DeadlineMetrics) => Record<string, number>) =>
    new Gauge({
      name: `kamkor_deadline_${name}`,
      help,
      labelNames: [label],
      registers: [registry],
      // Each gauge fills itself: one that is filled by another would show the values of the scrape before.
      async collect() {
        this.reset();
        for (const [value, count] of Object.entries(values(await read()))) this.set({ [label]: value }, count);
      },
    });
  gauge(
    'oldest_overdue_seconds',
    'How long the oldest pending deadline of a kind has been overdue; above 60 somebody should look',
    'kind',
    ({ oldestOverdueSeconds }) => oldestOverdueSeconds,
  );
  gauge('overdue', 'Pending deadlines whose instant has passed, counted up to 10,000', 'kind', (now) => now.overdue);
  gauge('parked', 'Deadlines whose reaction failed; tried again with a growing pause', 'kind', (now) => now.parked);
  gauge('total', 'Deadlines by state; pending as the last VACUUM or ANALYZE counted them', 'state', (now) => ({
    SUSPENDED: now.suspended,
    PENDING: now.pendingEstimate,
  }));
  gauge('lateness_ms', 'From falling due to lapsing, over the last 1,000 of this process', 'share', () => ({
    ...worker.lateness.summary(),
  }));
}

function shared<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let last: { at: number; value: Promise<Value> } | undefined;
  return () => {
    if (!last || performance.now() - last.at > SHARED_MS) last = { at: performance.now(), value: read() };
    return last.value;
  };
}
