import type { DataSource, QueryRunner } from 'typeorm';
import { type Backlog, backlogOf } from './backlog.js';
import type { Finding } from './findings.js';
import {
  type Chain,
  droppedMonths,
  findBlock,
  type Head,
  isGenuine,
  type StoredBlock,
  verifyBlocks,
} from './verify/blocks.js';
import { countExpected, nameInserted } from './verify/coverage.js';
import { atOneMoment, type Lane } from './verify/one-moment.js';

/** How far verification has come. */
export interface Progress {
  readonly blocks: number;
  readonly entries: number;
  /** Of the blocks that are to be verified, 0 to 1. */
  readonly part: number;
}

export interface VerifyOptions {
  /** Takes each finding as it is made, so that memory stays constant; without it they are collected in the report. */
  readonly onFinding?: (finding: Finding) => void;
  /** A head that was noted outside of the database: without one, a tail cut off together with its entries is not seen. */
  readonly noted?: Head;
  /** Begins after this block, verified earlier: what lies before it is taken as it is. */
  readonly since?: Head;
  /** How many connections read at the same time, by default 2; the pool of the source has to have so many. */
  readonly connections?: number;
  /** How many entries each of them reads at once, which is what memory depends on. */
  readonly entriesAtOnce?: number;
  readonly onProgress?: (progress: Progress) => void;
}

export interface TrailReport extends Backlog {
  /** How many blocks were verified. */
  readonly blocks: number;
  /** Entries that these blocks name. */
  readonly sealed: number;
  /** Of these, entries that the owner has dropped with their months: only their blocks are there to be verified. */
  readonly dropped: number;
  readonly head: Head | null;
  /** How many findings there are; 0: nothing is wrong. */
  readonly faults: number;
  readonly findings: readonly Finding[];
}

export const CONNECTIONS = 2;

/**
 * Compares the trail with its blocks and names every fault, as of one moment: sealing may go on meanwhile. Memory is that of
 * a few blocks, however long the trail is.
 *
 * @param source of the worker role, which may read all of the trail
 * @param key KAMKOR_TRAIL_KEY, as at the time of sealing
 * @throws where the trail has not got the block `since`: nothing is verified then
 */
export async function verifyTrail(source: DataSource, key: string, options: VerifyOptions = {}): Promise<TrailReport> {
  const findings: Finding[] = [];
  let faults = 0;
  const found = (finding: Finding) => {
    faults++;
    if (options.onFinding) options.onFinding(finding);
    else findings.push(finding);
  };

  return atOneMoment(source, options.connections ?? CONNECTIONS, async (lanes) => {
    const first = lanes[0]!;
    const since = options.since && (await first.run((runner) => blockOf(runner, options.since!)));
    if (since && !isGenuine(key, since)) found({ fault: 'BLOCK_ALTERED', block: since.number });
    const chain = await verifyBlocks(lanes, {
      key,
      found,
      droppedMonths: await first.run(droppedMonths),
      entriesAtOnce: options.entriesAtOnce ?? 8_000,
      onProgress: await progressOf(first, since?.number ?? 0, options.onProgress),
      since,
    });
    const { noted } = options;
    if (noted && !(await first.run((runner) => isThere(runner, noted))))
      found({ fault: 'HEAD_LOST', block: noted.number });
    const accounted = await countsAgree(lanes, chain, found, since);
    if (faults > 0 || !accounted) await first.run((runner) => nameInserted(runner, found));
    const { blocks, sealed, dropped, head } = chain;
    return { blocks, sealed, dropped, head, ...(await first.run(backlogOf)), faults, findings };
  });
}

/** Whether there are as many entries as blocks and waiting ones account for. Names what is in two blocks. */
async function countsAgree(
  lanes: readonly Lane[],
  { asSealed, dropped, ids, recordedSince }: Chain,
  found: (finding: Finding) => void,
  since?: StoredBlock,
): Promise<boolean> {
  const counting = lanes.at(-1)!.run((runner) => countEntries(runner, since?.sealedAtMs));
  const expecting = lanes[0]!.run((runner) =>
    countExpected(runner, found, since && { ids, sinceMs: since.sealedAtMs }),
  );
  const [entries, { sealed, waiting }] = await Promise.all([counting, expecting]);
  return asSealed && entries === waiting + (since ? recordedSince : sealed - dropped);
}

async function countEntries(runner: QueryRunner, sinceMs?: number): Promise<number> {
  const recorded = sinceMs === undefined ? '' : ` WHERE recorded_at > to_timestamp(${sinceMs}::numeric / 1000)`;
  const [row] = await runner.query(`SELECT count(*) AS entries FROM trail_entry${recorded}`);
  return row.entries;
}

async function blockOf(runner: QueryRunner, head: Head): Promise<StoredBlock> {
  const block = await findBlock(runner, head.number);
  if (block && block.hash.toString('hex') === head.hash) return block;
  throw new Error(
    `The trail has no block ${head.number} with the hash ${head.hash}: it is not of this trail, or the trail was cut off or made anew since. Verify the whole of it.`,
  );
}

async function isThere(runner: QueryRunner, head: Head): Promise<boolean> {
  return (await findBlock(runner, head.number))?.hash.toString('hex') === head.hash;
}

async function progressOf(lane: Lane, first: number, tell: VerifyOptions['onProgress']) {
  const [{ last }] = await lane.run((runner) => runner.query('SELECT max(number) AS last FROM trail_block'));
  return ({ blocks, entries, number }: { blocks: number; entries: number; number: number }) =>
    tell?.({ blocks, entries, part: (number - first) / (last - first) });
}
