import type { QueryRunner } from 'typeorm';
import { type Block, HASH_BYTES, hashBlock, hashEntry, NO_HASH } from './chain.js';
import type { Finding } from './findings.js';
import { readEntries } from './read-entries.js';

/** The last block of a trail: its number, and its hash in hex. */
export interface Head {
  readonly number: number;
  readonly hash: string;
}

type Found = (finding: Finding) => void;
type StoredBlock = Block & { readonly hash: Buffer };

/** Walks the chain from its beginning, block by block with its entries. */
export async function verifyBlocks(runner: QueryRunner, key: string, found: Found, noted?: Head) {
  let before: { readonly number: number; readonly hash: Buffer } = { number: 0, hash: NO_HASH };
  let blocks = 0;
  let sealed = 0;
  let notedIsThere = false;
  for (;;) {
    const block = await nextBlock(runner, before.number);
    if (!block) break;
    verifyLink(block, before, found);
    if (!hashBlock(key, block).equals(block.hash)) found({ fault: 'BLOCK_ALTERED', block: block.number });
    await verifyEntries(runner, key, block, found);
    notedIsThere ||= block.number === noted?.number && block.hash.toString('hex') === noted.hash;
    before = block;
    blocks++;
    sealed += block.entryIds.length;
  }
  if (noted && !notedIsThere) found({ fault: 'HEAD_LOST', block: noted.number });
  const head: Head | null = blocks ? { number: before.number, hash: before.hash.toString('hex') } : null;
  return { blocks, sealed, head };
}

async function nextBlock(runner: QueryRunner, after: number): Promise<StoredBlock | undefined> {
  const [row] = await runner.query(
    `SELECT number, previous_hash, entry_ids, entry_hashes, hash,
       (extract(epoch FROM sealed_at) * 1000)::bigint AS sealed_at
     FROM trail_block WHERE number > $1 ORDER BY number LIMIT 1`,
    [after],
  );
  return (
    row && {
      number: row.number,
      previousHash: row.previous_hash,
      entryIds: row.entry_ids.map(Number),
      entryHashes: row.entry_hashes,
      hash: row.hash,
      sealedAtMs: row.sealed_at,
    }
  );
}

function verifyLink(block: StoredBlock, before: { number: number; hash: Buffer }, found: Found): void {
  if (block.number !== before.number + 1) {
    found({ fault: 'BLOCK_MISSING', block: before.number + 1, last: block.number - 1 });
  } else if (!block.previousHash.equals(before.hash)) {
    found({ fault: 'CHAIN_BROKEN', block: block.number });
  }
}

async function verifyEntries(runner: QueryRunner, key: string, block: StoredBlock, found: Found): Promise<void> {
  const rows = await readEntries(runner, block.entryIds);
  block.entryIds.forEach((entry, i) => {
    const row = rows.get(entry);
    const sealedHash = block.entryHashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);
    if (!row) found({ fault: 'ENTRY_DELETED', entry, block: block.number });
    else if (!hashEntry(key, row).equals(sealedHash)) found({ fault: 'ENTRY_ALTERED', entry, block: block.number });
  });
}
