import { nameKey } from '@kamkor/identifiers';
import type { Parent } from './birth-report.js';

/** By what a mother is searched: family name, a space, given name, each in the form in which names are compared. */
export const motherNameKey = ({ familyName, givenName }: Pick<Parent, 'familyName' | 'givenName'>): string | null =>
  familyName === null ? null : `${nameKey(familyName)} ${nameKey(givenName ?? '')}`;
