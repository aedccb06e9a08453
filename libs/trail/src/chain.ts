import { createHmac } from 'node:crypto';

/**
 * Every column of an entry in the order in which it is hashed. `id` comes first; instants as milliseconds, so that no
 * session's time zone or format matters. A column that were left out could be altered unseen: a spec compares this
 * with the table.
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

export type SealedRow = Readonly<Record<(typeof SEALED_COLUMNS)[number], unknown>> & { readonly id: number };

export interface Block {
  readonly number: number;
  readonly previousHash: Buffer;
  readonly entryIds: readonly number[];
  /** 32 bytes for each entry, in the order of the ids. */
  readonly entryHashes: Buffer;
  readonly sealedAtMs: number;
}

export const HASH_BYTES = 32;
/** Before the first block, and in place of an entry that was gone before it could be sealed. */
export const NO_HASH = Buffer.alloc(HASH_BYTES);

export function hashEntry(key: string, row: SealedRow): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify(['kamkor-trail-entry-1', ...SEALED_COLUMNS.map((column) => row[column])]))
    .digest();
}

export function hashBlock(key: string, { number, previousHash, entryIds, entryHashes, sealedAtMs }: Block): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify(['kamkor-trail-block-1', number, previousHash.toString('hex'), sealedAtMs, entryIds]))
    .update(entryHashes)
    .digest();
}
