import type { DataSource, QueryRunner } from 'typeorm';
import { type Block, hashBlock, hashEntry, NO_HASH } from './chain.js';
import { readEntries } from './read-entries.js';

/** Entries in one block at most: about 200 KB of ids and hashes. */
export const BLOCK_SIZE = 4_000;

export interface Sealed {
  /** Number and hash (hex) of the block that was made. Kept elsewhere, it proves later that no tail was cut off. */
  readonly head: { readonly number: number; readonly hash: string };
  readonly entries: number;
  /** Seconds that the block's oldest entry had waited. */
  readonly waitedSeconds: number;
}

/**
 * Seals entries whose transactions have committed into the next block of the chain, in one transaction: killed in
 * between, nothing has happened. Run by the worker role; a second sealer at the same moment does nothing.
 * An entry that commits late is not missed: it waits in trail_unsealed, whatever its id, until a block has it.
 *
 * @returns null where nothing waited or another sealer is at work
 */
export async function sealTrail(source: DataSource, key: string, blockSize = BLOCK_SIZE): Promise<Sealed | null> {
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction();
    const sealed = await sealBlock(runner, key, blockSize);
    await runner.commitTransaction();
    return sealed;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

async function sealBlock(runner: QueryRunner, key: string, blockSize: number): Promise<Sealed | null> {
  const [lock] = await runner.query(`SELECT pg_try_advisory_xact_lock(hashtext('kamkor.trail.seal')) AS held`);
  if (!lock.held) return null;
  const waiting: { entry_id: number }[] = await runner.query(
    'SELECT entry_id FROM trail_unsealed ORDER BY entry_id LIMIT $1',
    [blockSize],
  );
  if (waiting.length === 0) return null;

  const entryIds = waiting.map(({ entry_id }) => entry_id);
  const rows = await readEntries(runner, entryIds);
  const [head] = await runner.query('SELECT number, hash FROM trail_block ORDER BY number DESC LIMIT 1');
  const [clock] = await runner.query('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now');
  const block: Block = {
    number: (head?.number ?? 0) + 1,
    previousHash: head?.hash ?? NO_HASH,
    entryIds,
    // An entry that is gone although it waits is sealed as missing, so that verification names it.
    entryHashes: Buffer.concat(entryIds.map((id) => (rows.has(id) ? hashEntry(key, rows.get(id)!) : NO_HASH))),
    sealedAtMs: clock.now,
  };
  const hash = hashBlock(key, block);
  await runner.query(
    `INSERT INTO trail_block (number, previous_hash, entry_ids, entry_hashes, hash, sealed_at)
     VALUES ($1, $2, $3, $4, $5, to_timestamp($6::numeric / 1000))`,
    [block.number, block.previousHash, entryIds, block.entryHashes, hash, block.sealedAtMs],
  );
  await runner.query('DELETE FROM trail_unsealed WHERE entry_id = ANY($1::bigint[])', [entryIds]);

  const oldest = Math.min(...[...rows.values()].map((row) => row.recorded_at as number), block.sealedAtMs);
  return {
    head: { number: block.number, hash: hash.toString('hex') },
    entries: entryIds.length,
    waitedSeconds: (block.sealedAtMs - oldest) / 1000,
  };
}
