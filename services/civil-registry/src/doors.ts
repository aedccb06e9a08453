import type { Doors } from '@kamkor/subgraph';
import { personByIdentifier } from './person/person-by-identifier.js';

export const doors: Doors = { '/internal/person-by-identifier': personByIdentifier };
