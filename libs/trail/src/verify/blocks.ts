import type { QueryRunner } from 'typeorm';
import { type Block, DIGEST, HASH_BYTES, hashBlock, NO_HASH } from '../chain.js';
import type { Finding } from '../findings.js';
import { type IdRange, parseRanges } from '../id-ranges.js';
import { nameEntries } from './entries.js';
import type { Lane } from './one-moment.js';

/** A block of a trail, such as its last one: its number, and its hash in hex. */
export interface Head {
  readonly number: number;
  readonly hash: string;
}

export interface StoredBlock extends Block {
  readonly hash: Buffer;
  /** How many entries it has hashes of. */
  readonly entries: number;
}

export interface DroppedMonth {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What one look at some blocks that follow each other found out. */
interface Checked {
  readonly blocks: readonly { readonly block: StoredBlock; readonly findings: readonly Finding[] }[];
  /** Whether the database had for each block just what was sealed, or what the owner has left of it. */
  readonly asSealed: boolean;
  /** Entries that are gone with their months. */
  readonly dropped: number;
  /** Between which ids those of the blocks' entries lie, null where there are none. */
  readonly ids: IdRange | null;
  /** Entries recorded after the moment given. */
  readonly recordedSince: number;
}

/** Small blocks that are looked at in one go at most. */
const BLOCKS_AT_ONCE = 500;

const COLUMNS = `number, previous_hash, entry_ids::text, content, sha256(entry_hashes) AS entry_hashes, hash,
  octet_length(entry_hashes) / ${HASH_BYTES} AS entries,
  (extract(epoch FROM recorded_from) * 1000)::bigint AS recorded_from,
  (extract(epoch FROM recorded_to) * 1000)::bigint AS recorded_to,
  (extract(epoch FROM sealed_at) * 1000)::bigint AS sealed_at`;

/** For each block what the table of entries has of it now. */
const CONTENTS = `
  SELECT e.entries, e.content, e.recorded_since
  FROM trail_block b, LATERAL (
    SELECT count(*) AS entries, sha256(coalesce(string_agg(digest, '' ORDER BY id), '')) AS content,
      count(*) FILTER (WHERE recorded_at > to_timestamp($2::numeric / 1000)) AS recorded_since
    FROM unnest(b.entry_ids) ids, LATERAL (
      SELECT id, recorded_at, ${DIGEST} AS digest FROM trail_entry
      WHERE id >= lower(ids) AND id < upper(ids) AND recorded_at BETWEEN b.recorded_from AND b.recorded_to OFFSET 0) entry
  ) e
  WHERE b.number = ANY($1::bigint[]) ORDER BY b.number`;

export async function findBlock(runner: QueryRunner, number: number): Promise<StoredBlock | undefined> {
  return (await readBlocks(runner, number, number))[0];
}

/** The block itself is what it was sealed as, whatever became of its entries. */
export const isGenuine = (key: string, block: StoredBlock): boolean => hashBlock(key, block).equals(block.hash);

async function readBlocks(runner: QueryRunner, from: number, to: number): Promise<StoredBlock[]> {
  const rows = await runner.query(`SELECT ${COLUMNS} FROM trail_block WHERE number BETWEEN $1 AND $2 ORDER BY number`, [
    from,
    to,
  ]);
  return rows.map((row: Record<string, never>) => ({
    number: row.number,
    previousHash: row.previous_hash,
    entryIds: row.entry_ids,
    content: row.content,
    entryHashes: row.entry_hashes,
    hash: row.hash,
    entries: row.entries,
    recordedFromMs: row.recorded_from,
    recordedToMs: row.recorded_to,
    sealedAtMs: row.sealed_at,
  }));
}

export interface ChainOptions {
  readonly key: string;
  readonly entriesAtOnce: number;
  /** The block after which to begin; it is taken as verified. */
  readonly since?: StoredBlock;
  /** Months whose entries the owner has dropped. */
  readonly droppedMonths: readonly DroppedMonth[];
  readonly found: (finding: Finding) => void;
  readonly onProgress: (done: { readonly blocks: number; readonly entries: number; readonly number: number }) => void;
}

export interface Chain {
  readonly blocks: number;
  readonly sealed: number;
  readonly dropped: number;
  readonly head: Head | null;
  readonly asSealed: boolean;
  readonly ids: IdRange | null;
  readonly recordedSince: number;
}

/** Walks the chain in its order, some blocks with their entries on each connection at the same time. */
export async function verifyBlocks(lanes: readonly Lane[], options: ChainOptions): Promise<Chain> {
  const { since, found, onProgress } = options;
  let before = { number: since?.number ?? 0, hash: since?.hash ?? NO_HASH };
  const chain = { blocks: 0, sealed: 0, dropped: 0, asSealed: true, recordedSince: 0 };
  let ids: IdRange | null = null;

  const settle = (checked: Checked): void => {
    for (const { block, findings } of checked.blocks) {
      verifyLink(block, before, found);
      for (const finding of findings) found(finding);
      before = block;
      chain.sealed += block.entries;
    }
    chain.blocks += checked.blocks.length;
    chain.asSealed &&= checked.asSealed;
    chain.recordedSince += checked.recordedSince;
    chain.dropped += checked.dropped;
    ids = spanning(ids, checked.ids);
    onProgress({ blocks: chain.blocks, entries: chain.sealed, number: before.number });
  };

  const underWay: Promise<Checked>[] = [];
  let turn = 0;
  for await (const [from, to] of groups(lanes[0]!, before.number, options.entriesAtOnce)) {
    const checking = lanes[turn++ % lanes.length]!.run((runner) => checkGroup(runner, options, from, to));
    checking.catch(() => undefined); // It is thrown when its turn comes.
    underWay.push(checking);
    if (underWay.length === 2 * lanes.length) settle(await underWay.shift()!);
  }
  for (const checking of underWay) settle(await checking);
  const head = before.number === 0 ? null : { number: before.number, hash: before.hash.toString('hex') };
  return { ...chain, ids, head };
}

/** Numbers of the first and the last block of each group, in the order of the chain. */
async function* groups(lane: Lane, after: number, entriesAtOnce: number): AsyncGenerator<readonly [number, number]> {
  for (let last = after; ; ) {
    const rows: { number: number; entries: number }[] = await lane.run((runner) =>
      runner.query(
        `SELECT number, octet_length(entry_hashes) / ${HASH_BYTES} AS entries FROM trail_block WHERE number > $1 ORDER BY number LIMIT $2`,
        [last, BLOCKS_AT_ONCE],
      ),
    );
    if (rows.length === 0) return;
    let [from, entries] = [rows[0]!.number, 0];
    for (const row of rows) {
      if (entries > 0 && entries + row.entries > entriesAtOnce) {
        yield [from, last];
        [from, entries] = [row.number, 0];
      }
      entries += row.entries;
      last = row.number;
    }
    yield [from, last];
  }
}

async function checkGroup(
  runner: QueryRunner,
  { key, since, droppedMonths }: ChainOptions,
  from: number,
  to: number,
): Promise<Checked> {
  const stored = await readBlocks(runner, from, to);
  // What ranges an altered block names is anybody's guess: its entries are looked at one by one, and no more than it has.
  const genuine = stored.filter((block) => isGenuine(key, block));
  const contents: { entries: number; content: Buffer; recorded_since: number }[] = await runner.query(CONTENTS, [
    genuine.map(({ number }) => number),
    since?.sealedAtMs ?? 0,
  ]);
  const contentOf = new Map(genuine.map(({ number }, i) => [number, contents[i]!]));

  const blocks: { block: StoredBlock; findings: readonly Finding[] }[] = [];
  const checked = { asSealed: true, dropped: 0, recordedSince: 0 };
  let ids: IdRange | null = null;
  for (const block of stored) {
    const content = contentOf.get(block.number);
    const ranges = parseRanges(block.entryIds);
    if (content) {
      checked.recordedSince += content.recorded_since;
      ids = spanning(ids, { from: ranges[0]!.from, to: ranges.at(-1)!.to });
    }
    if (content?.entries === block.entries && content.content.equals(block.content)) {
      blocks.push({ block, findings: [] });
      continue;
    }
    const isDropped = droppedMonths.some(
      ({ fromMs, toMs }) => block.recordedFromMs < toMs && fromMs <= block.recordedToMs,
    );
    const named = await nameEntries(runner, key, block, ranges);
    const gone = isDropped ? named.filter(({ fault }) => fault === 'ENTRY_DELETED').length : 0;
    const findings = named.filter(({ fault }) => gone === 0 || fault !== 'ENTRY_DELETED');
    if (!content) findings.unshift({ fault: 'BLOCK_ALTERED', block: block.number });
    blocks.push({ block, findings });
    checked.dropped += gone;
    checked.asSealed &&= gone > 0;
  }
  return { blocks, ids, ...checked };
}

function verifyLink(block: StoredBlock, before: { number: number; hash: Buffer }, found: (finding: Finding) => void) {
  if (block.number !== before.number + 1) {
    found({ fault: 'BLOCK_MISSING', block: before.number + 1, last: block.number - 1 });
  } else if (!block.previousHash.equals(before.hash)) {
    found({ fault: 'CHAIN_BROKEN', block: block.number });
  }
}

const spanning = (one: IdRange | null, other: IdRange | null): IdRange | null =>
  one && other ? { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) } : (one ?? other);

export async function droppedMonths(runner: QueryRunner): Promise<DroppedMonth[]> {
  return runner.query(`SELECT (extract(epoch FROM month_from) * 1000)::bigint AS "fromMs",
    (extract(epoch FROM month_to) * 1000)::bigint AS "toMs" FROM trail_dropped`);
}
