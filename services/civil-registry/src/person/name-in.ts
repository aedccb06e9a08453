import { tidyText } from '@kamkor/identifiers';
import { isName } from '../rules/person/name.js';
import { nameRefused } from './refusals.js';

/** The name as it is stored. Refuses, by its field, a name that can't be entered in a register. */
export function nameIn(field: string, name: string): string {
  const tidy = tidyText(name);
  if (!isName(tidy)) throw nameRefused({ field });
  return tidy;
}
