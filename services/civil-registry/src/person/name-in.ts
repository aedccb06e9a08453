import { tidyText } from '@kamkor/identifiers';
import { isName } from '../rules/person/name.js';
import { nameRefused } from './refusals.js';

/** The name as it is stored. Refuses one that can't stand in a register, by its field. */
export function nameIn(field: string, name: string): string {
  const tidy = tidyText(name);
  if (!isName(tidy)) throw nameRefused({ field });
  return tidy;
}
