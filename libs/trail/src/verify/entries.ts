import type { QueryRunner } from 'typeorm';
import { HASH_BYTES, hashEntry } from '../chain.js';
import { digestsOf } from '../digests.js';
import type { Finding } from '../findings.js';
import { type IdRange, pagesOf } from '../id-ranges.js';

const PAGE = 4_000;

/** Names the entries of a block that are not what was sealed, wherever and whenever they now claim to be recorded. */
export async function nameEntries(
  runner: QueryRunner,
  key: string,
  { number, entries }: { readonly number: number; readonly entries: number },
  ranges: readonly IdRange[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  let place = 0;
  for (const ids of pagesOf(ranges, PAGE, entries)) {
    const sealed = await sealedHashes(runner, number, place, ids.length);
    const found = new Map<number, Buffer[]>();
    for (const { id, digest } of await digestsOf(runner, ids)) found.set(id, [...(found.get(id) ?? []), digest]);
    ids.forEach((entry, i) => {
      const hash = sealed.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);
      const digests = found.get(entry);
      if (!digests) findings.push({ fault: 'ENTRY_DELETED', entry, block: number });
      else if (!digests.some((digest) => hashEntry(key, digest).equals(hash))) {
        findings.push({ fault: 'ENTRY_ALTERED', entry, block: number });
      }
    });
    place += ids.length;
  }
  return findings;
}

async function sealedHashes(runner: QueryRunner, block: number, place: number, count: number): Promise<Buffer> {
  const [row] = await runner.query('SELECT substr(entry_hashes, $2, $3) AS hashes FROM trail_block WHERE number = $1', [
    block,
    place * HASH_BYTES + 1,
    count * HASH_BYTES,
  ]);
  return row.hashes;
}
