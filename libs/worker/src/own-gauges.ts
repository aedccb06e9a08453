import type { Transactions } from '@kamkor/persistence';
import { Gauge, type Registry } from 'prom-client';

/** A number of one service alone, read when the metrics are asked for. */
export interface OwnGauge {
  readonly name: string;
  readonly help: string;
  readonly read: (transactions: Transactions) => Promise<number>;
}

export function ownGauges(registry: Registry, transactions: Transactions, gauges: readonly OwnGauge[]): void {
  for (const { name, help, read } of gauges) {
    new Gauge({
      name,
      help,
      registers: [registry],
      // A database that is away leaves this one out instead of taking the process's other metrics with it.
      async collect() {
        const value = await read(transactions).catch(() => null);
        if (value === null) this.reset();
        else this.set(value);
      },
    });
  }
}
