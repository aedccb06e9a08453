import { isWithin } from '@kamkor/reference';
import type { TerritorySource } from './birth-report.js';

/** Where a child may be looked for; null: not said. One of facility and place of birth is always known. */
export interface SaidTerritories {
  readonly mother: string | null;
  readonly facility: string | null;
  readonly placeOfBirth: string | null;
}

export interface ResponsibleTerritory {
  readonly territory: string;
  readonly territorySource: TerritorySource;
}

/**
 * Whether somebody who visits families works there: in a district or a town, and in a city of the first level that has
 * no districts. In a country or a province it is only who supervises others.
 */
export const isUnitLevel = (code: string, hasParts: boolean): boolean => !hasParts || code.split('-').length > 2;

/**
 * Whose unit sees to the child: the mother's, for that is where the family is found. Of a mother of whom only a province
 * is said it is the facility's if that lies in it, for somebody there knows her; otherwise the province's supervisor finds
 * the task among those of nobody. A unit of another province is never sent, and what was said is kept.
 */
export function responsibleTerritory(said: SaidTerritories, hasUnit: (code: string) => boolean): ResponsibleTerritory {
  const { mother, facility, placeOfBirth } = said;
  const place = (facility ?? placeOfBirth) as string;
  const source = facility === null ? 'PLACE_OF_BIRTH' : 'FACILITY';
  if (mother === null) return { territory: place, territorySource: source };
  if (hasUnit(mother)) return { territory: mother, territorySource: 'MOTHER' };
  if (isWithin(place, mother) && hasUnit(place)) {
    return { territory: place, territorySource: `${source}_IN_MOTHERS_AREA` };
  }
  return { territory: mother, territorySource: 'MOTHERS_AREA' };
}
