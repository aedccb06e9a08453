import type { Text } from './text.js';

/**
 * An administrative-territorial unit. The code says where it belongs: `KG-C-03` lies in `KG-C`. The first level is
 * ISO 3166-2; below it the numbers are `project` codes of ours, not official ones.
 */
export interface Territory {
  readonly code: string;
  readonly parent: string | null;
  readonly numbering: 'ISO 3166' | 'project';
  readonly name: Text;
  /** ISO date, inclusive: known here from then on, which need not be when it was founded. */
  readonly validFrom: string;
  /** ISO date, inclusive; null: it still exists. */
  readonly validTo: string | null;
}

/** The code one level up, or null for a country. */
export const parentOf = (code: string): string | null =>
  code.includes('-') ? code.slice(0, code.lastIndexOf('-')) : null;

/** Whether `code` is `root` or lies in it. `KG-C-03` is in `KG-C`, `KG-CH` is not. */
export const isWithin = (code: string, root: string): boolean => code === root || code.startsWith(`${root}-`);

/** The code and those of all units it lies in, the country first: `KG`, `KG-C`, `KG-C-03`. */
export function pathTo(code: string): readonly string[] {
  const parent = parentOf(code);
  return parent === null ? [code] : [...pathTo(parent), code];
}
