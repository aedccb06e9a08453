import type { DataSource, QueryRunner } from 'typeorm';
import { type Backlog, backlogOf } from './backlog.js';
import type { Finding } from './findings.js';
import { type Head, verifyBlocks } from './verify-blocks.js';

export interface VerifyOptions {
  /** Takes each finding as it is made, so that memory stays constant; without it they are collected in the report. */
  readonly onFinding?: (finding: Finding) => void;
  /** A head that was noted outside of the database: without one, a tail cut off together with its entries is not seen. */
  readonly noted?: Head;
}

export interface TrailReport extends Backlog {
  readonly blocks: number;
  /** Entries that the blocks name. */
  readonly sealed: number;
  readonly head: Head | null;
  /** How many findings there are; 0: nothing is wrong. */
  readonly faults: number;
  readonly findings: readonly Finding[];
}

const IN_NO_BLOCK = `
  SELECT e.id FROM trail_entry e
  WHERE NOT EXISTS (SELECT FROM (SELECT unnest(entry_ids) AS id FROM trail_block) sealed WHERE sealed.id = e.id)
    AND NOT EXISTS (SELECT FROM trail_unsealed u WHERE u.entry_id = e.id)
  ORDER BY e.id`;
const IN_TWO_BLOCKS = `
  SELECT id FROM (SELECT unnest(entry_ids) AS id FROM trail_block) sealed GROUP BY id HAVING count(*) > 1 ORDER BY id`;

/**
 * Compares the whole trail with its blocks and names every fault, as of one moment: sealing may go on meanwhile.
 * Memory is that of one block, however long the trail is.
 *
 * @param source of the worker role, which may read all of the trail
 * @param key KAMKOR_TRAIL_KEY, as at the time of sealing
 */
export async function verifyTrail(source: DataSource, key: string, options: VerifyOptions = {}): Promise<TrailReport> {
  const findings: Finding[] = [];
  let faults = 0;
  const found = (finding: Finding) => {
    faults++;
    if (options.onFinding) options.onFinding(finding);
    else findings.push(finding);
  };

  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('SET TRANSACTION READ ONLY');
    // The cursors below are read to their end, over arrays whose size is not in the statistics: a plan that looks up
    // id by id would take the square of the trail's length.
    await runner.query('SET LOCAL enable_nestloop = off');
    await runner.query('SET LOCAL cursor_tuple_fraction = 1');
    const chain = await verifyBlocks(runner, key, found, options.noted);
    await eachId(runner, IN_NO_BLOCK, (entry) => found({ fault: 'ENTRY_INSERTED', entry }));
    await eachId(runner, IN_TWO_BLOCKS, (entry) => found({ fault: 'ENTRY_SEALED_TWICE', entry }));
    const backlog = await backlogOf(runner);
    return { ...chain, ...backlog, faults, findings };
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

async function eachId(runner: QueryRunner, query: string, take: (id: number) => void): Promise<void> {
  await runner.query(`DECLARE ids NO SCROLL CURSOR FOR ${query}`);
  for (;;) {
    const rows: { id: number }[] = await runner.query('FETCH 5000 FROM ids');
    if (rows.length === 0) break;
    for (const { id } of rows) take(id);
  }
  await runner.query('CLOSE ids');
}
