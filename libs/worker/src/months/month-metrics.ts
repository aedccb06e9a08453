import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { MISSING } from './month-keeper.js';

/** Registers whether a table has the present month, and gives the function that is told of months kept for too long. */
export function monthMetrics(
  registry: Registry,
  dataSource: DataSource,
  tables: readonly string[],
): (table: string, months: number) => void {
  const registers = [registry];
  const labelNames = ['table'];
  new Gauge({
    name: 'kamkor_month_missing',
    help: '1 where rows of the present month have no table and wait in the net: nothing is lost, somebody should look',
    labelNames,
    registers,
    async collect() {
      this.reset();
      for (const table of tables) {
        const rows = await dataSource.query(MISSING, [table]).catch(() => undefined);
        if (rows) this.set({ table }, rows.length);
      }
    },
  });
  const overdue = new Gauge({
    name: 'kamkor_months_overdue',
    help: 'Months older than what is kept that can not be dropped, because something of them is owed or waits',
    labelNames,
    registers,
  });
  return (table, months) => overdue.set({ table }, months);
}
