import type { Database } from '@kamkor/database';
import { deadlinesDatabase } from '@kamkor/deadlines/database';
import { idempotencyDatabase } from '@kamkor/idempotency/database';
import { outboxDatabase } from '@kamkor/outbox/database';
import { referenceDatabase } from '@kamkor/reference/database';
import { trailDatabase } from '@kamkor/trail/database';
import { keptPerson } from './functions/kept-person.js';
import { childStanding } from './tables/child-standing.js';
import { deadlineOfBenefits } from './tables/deadline.js';
import { hardLifeFinding } from './tables/hard-life-finding.js';
import { hardLifeSituation } from './tables/hard-life-situation.js';

export const database: Database = {
  name: 'social-benefits',
  libs: [trailDatabase, idempotencyDatabase, outboxDatabase, deadlinesDatabase, referenceDatabase],
  objects: [childStanding, hardLifeSituation, hardLifeFinding, deadlineOfBenefits, keptPerson],
  kept: 'what families said, and who must not learn of a child, is not thrown away',
};
