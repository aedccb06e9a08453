import type { DataSource, QueryRunner } from 'typeorm';
import { type Block, hashBlock, hashEntry, NO_HASH, sha256 } from './chain.js';
import { type Digested, digestsAround } from './digests.js';
import { rangesOf } from './id-ranges.js';

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
  const waiting: { entry_id: number; marked_at: Temporal.Instant }[] = await runner.query(
    'SELECT entry_id, marked_at FROM trail_unsealed ORDER BY entry_id LIMIT $1',
    [blockSize],
  );
  if (waiting.length === 0) return null;

  const ids = waiting.map(({ entry_id }) => entry_id);
  await runner.query('SET LOCAL plan_cache_mode = force_generic_plan');
  const entries = await digestsAround(runner, ids, recorded(waiting));
  const [head] = await runner.query('SELECT number, hash FROM trail_block ORDER BY number DESC LIMIT 1');
  const [clock] = await runner.query('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now');
  const times = entries.map(({ recordedAtMs }) => recordedAtMs);
  const entryHashes = hashesOf(key, ids, entries);
  const block: Block = {
    number: (head?.number ?? 0) + 1,
    previousHash: head?.hash ?? NO_HASH,
    entryIds: rangesOf(ids),
    content: sha256(Buffer.concat(entries.map(({ digest }) => digest))),
    entryHashes: sha256(entryHashes),
    recordedFromMs: Math.min(...times, clock.now),
    recordedToMs: times.length > 0 ? Math.max(...times) : clock.now,
    sealedAtMs: clock.now,
  };
  const hash = hashBlock(key, block);
  await runner.query(
    `INSERT INTO trail_block (number, previous_hash, entry_ids, content, entry_hashes, hash, recorded_from, recorded_to, sealed_at)
     VALUES ($1, $2, $3::int8multirange, $4, $5, $6, ${instant('$7')}, ${instant('$8')}, ${instant('$9')})`,
    [
      block.number,
      block.previousHash,
      block.entryIds,
      block.content,
      entryHashes,
      hash,
      block.recordedFromMs,
      block.recordedToMs,
      block.sealedAtMs,
    ],
  );
  await runner.query('DELETE FROM trail_unsealed WHERE entry_id = ANY($1::bigint[])', [ids]);

  return {
    head: { number: block.number, hash: hash.toString('hex') },
    entries: ids.length,
    waitedSeconds: (block.sealedAtMs - block.recordedFromMs) / 1000,
  };
}

/** An entry and its mark are written by one statement, which may have waited for a lock in between. */
function recorded(marked: readonly { readonly marked_at: Temporal.Instant }[]) {
  const times = marked.map(({ marked_at }) => marked_at).sort(Temporal.Instant.compare);
  return { from: times[0]!.subtract({ hours: 1 }), to: times.at(-1)!.add({ hours: 1 }) };
}

const instant = (parameter: string): string => `to_timestamp(${parameter}::numeric / 1000)`;

/** An entry that is gone although it waits is sealed as missing, so that verification names it. */
function hashesOf(key: string, ids: readonly number[], entries: readonly Digested[]): Buffer {
  const digests = new Map(entries.map(({ id, digest }) => [id, digest]));
  return Buffer.concat(ids.map((id) => (digests.has(id) ? hashEntry(key, digests.get(id)!) : NO_HASH)));
}
