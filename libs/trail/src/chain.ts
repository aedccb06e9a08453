import { createHash, createHmac } from 'node:crypto';

/**
 * Every column of an entry in the order in which it is digested. A column that were left out could be altered unseen: a
 * spec compares this with the table.
 */
export const SEALED_COLUMNS = [
  'id',
  'handle',
  'recorded_at',
  'legal_at',
  'actor',
  'actor_roles',
  'actor_organisation',
  'action',
  'operation',
  'purpose',
  'request_id',
  'person',
  'subject_type',
  'subject_id',
  'change',
  'rules',
  'field_groups',
  'count',
  'withheld_from_person',
] as const;

/**
 * SQL of an entry's digest. What is digested is the entry as PostgreSQL sends a record: each column with its type, its
 * length and its bytes, so that no session's time zone or format matters and no two entries give the same bytes. It is made
 * where the entries are, because that costs a fifth of reading them; the key that makes a proof of it is never there.
 */
export const DIGEST = `sha256(record_send(ROW(${SEALED_COLUMNS.join(', ')})))`;

export interface Block {
  readonly number: number;
  readonly previousHash: Buffer;
  /** Ids of the entries as PostgreSQL writes ranges of them, such as `{[1,4001)}`. */
  readonly entryIds: string;
  /** SHA-256 over the entries' digests in the order of their ids: compared first, for the block as a whole. */
  readonly content: Buffer;
  /** SHA-256 over the entries' keyed hashes, which tell the altered entry from the others. */
  readonly entryHashes: Buffer;
  /** Between these the entries were recorded. */
  readonly recordedFromMs: number;
  readonly recordedToMs: number;
  readonly sealedAtMs: number;
}

export const HASH_BYTES = 32;
/** Before the first block, and in place of an entry that was gone before it could be sealed. */
export const NO_HASH = Buffer.alloc(HASH_BYTES);

export const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

export function hashEntry(key: string, digest: Buffer): Buffer {
  return createHmac('sha256', key).update('kamkor-trail-entry-2').update(digest).digest();
}

export function hashBlock(key: string, block: Block): Buffer {
  const { number, previousHash, entryIds, content, entryHashes, recordedFromMs, recordedToMs, sealedAtMs } = block;
  const hex = [previousHash, content, entryHashes].map((hash) => hash.toString('hex'));
  return createHmac('sha256', key)
    .update(
      JSON.stringify(['kamkor-trail-block-2', number, ...hex, entryIds, recordedFromMs, recordedToMs, sealedAtMs]),
    )
    .digest();
}
