import type { Text } from './text.js';

/** A place where children are born. Its code is that of its territory and a number of our own: `KG-C-03-F01`. */
export interface Facility {
  readonly code: string;
  readonly territory: string;
  readonly name: Text;
}
