import type { Database } from '@kamkor/database';
import { trailLog, trailLogCount } from './functions/trail-log.js';
import { trailRefuseChange } from './functions/trail-refuse-change.js';
import { mergedPerson } from './tables/merged-person.js';
import { trailBlock } from './tables/trail-block.js';
import { trailDropped } from './tables/trail-dropped.js';
import { trailEntry, trailEntryId, trailMonths } from './tables/trail-entry.js';
import { trailUnsealed } from './tables/trail-unsealed.js';

export * from './mothers-view.js';

/** Who read or changed whose record. */
export const trailDatabase: Database = {
  name: 'trail',
  libs: [],
  objects: [
    trailEntryId,
    mergedPerson,
    trailEntry,
    trailUnsealed,
    trailBlock,
    trailDropped,
    trailRefuseChange,
    ...trailMonths,
    trailLog,
    trailLogCount,
  ],
  kept: 'a trail is never dropped by a migration: it is evidence',
};
