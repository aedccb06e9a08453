import { type DeadlineKind, type DeadlineWorker, deadlineMetrics } from '@kamkor/deadlines';
import type { Transactions } from '@kamkor/persistence';
import { Gauge, type Registry } from 'prom-client';

/** Registers what is due, parked and how late, read from the database when the metrics are asked for. */
export function deadlineGauges(
  registry: Registry,
  worker: DeadlineWorker,
  transactions: Transactions,
  kinds: readonly DeadlineKind[],
): void {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `kamkor_deadline_${name}`, help, labelNames, registers: [registry] });
  const overdue = gauge('overdue', 'Pending deadlines whose instant has passed, counted up to 10,000', ['kind']);
  const parked = gauge('parked', 'Deadlines whose reaction failed; each is tried again with a growing pause', ['kind']);
  const suspended = gauge('suspended', 'Deadlines whose clock is stopped');
  const pending = gauge('pending_estimate', 'Pending deadlines as the last VACUUM or ANALYZE counted them');
  const lateness = gauge('lateness_ms', 'From falling due to lapsing, over the last 1,000 of this process', ['share']);
  new Gauge({
    name: 'kamkor_deadline_oldest_overdue_seconds',
    help: 'How long the oldest pending deadline of a kind has been overdue; above 60 somebody should look',
    labelNames: ['kind'],
    registers: [registry],
    async collect() {
      const now = await deadlineMetrics(
        transactions,
        kinds.map(({ kind }) => kind),
      );
      parked.reset();
      for (const { kind } of kinds) {
        this.set({ kind }, now.oldestOverdueSeconds[kind] ?? 0);
        overdue.set({ kind }, now.overdue[kind] ?? 0);
      }
      for (const [kind, count] of Object.entries(now.parked)) parked.set({ kind }, count);
      suspended.set(now.suspended);
      pending.set(now.pendingEstimate);
      for (const [share, ms] of Object.entries(worker.lateness.summary() ?? {})) lateness.set({ share }, ms);
    },
  });
}
