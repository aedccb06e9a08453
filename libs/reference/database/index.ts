import type { Database } from '@kamkor/database';
import { territory } from './tables/territory.js';
import { territories } from './territories.js';

/** The table `territory`, for every service: row-level security compares codes in the service's own database. */
export const referenceDatabase: Database = {
  name: 'reference',
  libs: [],
  objects: [territory],
  data: [territories],
};
