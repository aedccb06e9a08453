export const DUPLICATE_WORK_KINDS = ['INDEX', 'SEARCH', 'SETTLE'] as const;
/**
 * What the worker does about duplicates. `INDEX`: what the notification is found by is written down, and committed before
 * anybody searches, so that of two that come in together the later search finds the earlier one. `SEARCH`: who shares a
 * key with it is compared. `SETTLE`: what was decided of a pair is carried out, or taken back.
 */
export type DuplicateWorkKind = (typeof DUPLICATE_WORK_KINDS)[number];
