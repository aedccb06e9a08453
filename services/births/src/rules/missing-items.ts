import type { Birth } from './birth-report.js';

export const MISSING_ITEMS = ['WEIGHT', 'MOTHER', 'MOTHER_PIN', 'FATHER', 'MOTHER_TERRITORY'] as const;
/** What a notification was accepted without and can still be completed with. */
export type MissingItem = (typeof MISSING_ITEMS)[number];

type Notified = Pick<Birth, 'weightGrams' | 'territorySource'> & {
  readonly mother: Pick<Birth['mother'], 'identity'>;
  readonly father: unknown;
};

export function missingItems({ weightGrams, mother, father, territorySource }: Notified): MissingItem[] {
  const missing = {
    WEIGHT: weightGrams === null,
    MOTHER: mother.identity === 'UNKNOWN',
    MOTHER_PIN: mother.identity === 'NAMED',
    FATHER: father === null,
    MOTHER_TERRITORY: territorySource !== 'MOTHER',
  } satisfies Record<MissingItem, boolean>;
  return MISSING_ITEMS.filter((item) => missing[item]);
}
