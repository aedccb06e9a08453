import { isWithin } from '@kamkor/reference';

export const OVERLAPS = ['WHOLE', 'PART', 'NONE'] as const;
export type Overlap = (typeof OVERLAPS)[number];

/** Whether a territory lies in the subtree an official may see; nobody without a territory sees any. */
export const isInScope = (territory: string, root: string | null): boolean =>
  root !== null && isWithin(territory, root);

/** How much of a territory's subtree a caller with this root may count. */
export function overlap(territory: string, root: string | null): Overlap {
  if (isInScope(territory, root)) return 'WHOLE';
  return root !== null && isWithin(root, territory) ? 'PART' : 'NONE';
}
