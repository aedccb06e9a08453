import type { BirthDetails } from './birth-details.js';
import type { Birth } from './birth-report.js';

export const MISSING_ITEMS = [
  'WEIGHT',
  'MOTHER',
  'MOTHER_PIN',
  'FATHER',
  'MOTHER_TERRITORY',
  'MOTHER_ADDRESS',
  'INFORMANT_PHONE',
  'ATTENDANT',
  'PLURALITY',
  'BIRTH_ORDER',
  'DELIVERY_ID',
] as const;
/** What a notification was accepted without and can still be completed with. */
export type MissingItem = (typeof MISSING_ITEMS)[number];

type Notified = BirthDetails &
  Pick<Birth, 'weightGrams' | 'territorySource'> & {
    readonly mother: Pick<Birth['mother'], 'identity'>;
    readonly father: unknown;
  };

export function missingItems(birth: Notified): MissingItem[] {
  const { weightGrams, mother, father, territorySource, plurality } = birth;
  const several = plurality !== null && plurality > 1;
  const missing = {
    WEIGHT: weightGrams === null,
    MOTHER: mother.identity === 'UNKNOWN',
    MOTHER_PIN: mother.identity === 'NAMED',
    FATHER: father === null,
    MOTHER_TERRITORY: territorySource !== 'MOTHER' && territorySource !== 'HANDED_OVER',
    MOTHER_ADDRESS: birth.motherAddress === null,
    INFORMANT_PHONE: birth.informantPhone === null,
    ATTENDANT: birth.attendant === null,
    PLURALITY: plurality === null,
    BIRTH_ORDER: several && birth.birthOrder === null,
    DELIVERY_ID: several && birth.deliveryId === null,
  } satisfies Record<MissingItem, boolean>;
  return MISSING_ITEMS.filter((item) => missing[item]);
}
