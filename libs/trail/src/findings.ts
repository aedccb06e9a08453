/** What verification found to be wrong. Ids name rows of the database, for who investigates; the graph never shows them. */
export type Finding =
  /** The row is not what was sealed. */
  | { readonly fault: 'ENTRY_ALTERED'; readonly entry: number; readonly block: number }
  /** It was sealed and is gone. */
  | { readonly fault: 'ENTRY_DELETED'; readonly entry: number; readonly block: number }
  /** It is in no block and does not wait for one: put in past the trail, or its block was taken away. */
  | { readonly fault: 'ENTRY_INSERTED'; readonly entry: number }
  /** More than one block has it: somebody marked a sealed entry as waiting. */
  | { readonly fault: 'ENTRY_SEALED_TWICE'; readonly entry: number }
  /** The block's own content is not what its hash was made of (or the key is not the one it was sealed with). */
  | { readonly fault: 'BLOCK_ALTERED'; readonly block: number }
  /** Blocks `block` to `last` are gone. */
  | { readonly fault: 'BLOCK_MISSING'; readonly block: number; readonly last: number }
  /** It does not follow from the block before it. */
  | { readonly fault: 'CHAIN_BROKEN'; readonly block: number }
  /** The trail no longer contains the head that was noted elsewhere: its end was cut off or made anew. */
  | { readonly fault: 'HEAD_LOST'; readonly block: number };

const SENTENCES: Record<Finding['fault'], (finding: { entry: number; block: number; last: number }) => string> = {
  ENTRY_ALTERED: ({ entry, block }) => `entry ${entry} of block ${block} was altered`,
  ENTRY_DELETED: ({ entry, block }) => `entry ${entry} of block ${block} was deleted`,
  ENTRY_INSERTED: ({ entry }) => `entry ${entry} is in no block: inserted past the trail, or its block was taken away`,
  ENTRY_SEALED_TWICE: ({ entry }) => `entry ${entry} is in more than one block`,
  BLOCK_ALTERED: ({ block }) => `block ${block} was altered, or sealed with another key`,
  BLOCK_MISSING: ({ block, last }) =>
    last === block ? `block ${block} is missing` : `blocks ${block}–${last} are missing`,
  CHAIN_BROKEN: ({ block }) => `block ${block} does not follow from the block before it`,
  HEAD_LOST: ({ block }) => `block ${block} is not the one whose hash was noted: the end was cut off or made anew`,
};

/** A finding as a sentence for the operator. */
export const sayFinding = (finding: Finding): string =>
  SENTENCES[finding.fault]({ entry: 0, block: 0, last: 0, ...finding });
