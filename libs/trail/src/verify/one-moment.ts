import type { DataSource, QueryRunner } from 'typeorm';

/**
 * One connection: what is asked of it is done one after the other, also when nobody waits for the answer before the next
 * question.
 */
export class Lane {
  private last: Promise<unknown> = Promise.resolve();

  constructor(readonly runner: QueryRunner) {}

  run<Result>(work: (runner: QueryRunner) => Promise<Result>): Promise<Result> {
    const next = this.last.then(() => work(this.runner));
    this.last = next.catch(() => undefined);
    return next;
  }
}

// Ranges are looked up by index, one after the other; how long they are, the statistics do not say.
const SETTINGS = `SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;
  SET LOCAL jit = off; SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL cursor_tuple_fraction = 1`;

/** Runs `work` on so many connections, all of which see the trail as it is now, whatever is sealed meanwhile. */
export async function atOneMoment<Result>(
  source: DataSource,
  connections: number,
  work: (lanes: readonly Lane[]) => Promise<Result>,
): Promise<Result> {
  const lanes = Array.from({ length: connections }, () => new Lane(source.createQueryRunner()));
  try {
    let snapshot: string | undefined;
    for (const { runner } of lanes) {
      await runner.startTransaction('REPEATABLE READ');
      if (snapshot) await runner.query(`SET TRANSACTION SNAPSHOT '${snapshot}'`);
      await runner.query(`SET TRANSACTION READ ONLY; ${SETTINGS}`);
      snapshot ??= (await runner.query('SELECT pg_export_snapshot() AS id'))[0].id;
    }
    return await work(lanes);
  } finally {
    for (const lane of lanes) await lane.run(close).catch(() => undefined);
  }
}

async function close(runner: QueryRunner): Promise<void> {
  if (runner.isTransactionActive) await runner.rollbackTransaction();
  await runner.release();
}
