import { deadlinesMigrations } from '@kamkor/deadlines';
import { idempotencyMigrations } from '@kamkor/idempotency';
import { outboxMigrations } from '@kamkor/outbox';
import type { MigrationClass } from '@kamkor/persistence';
import { referenceMigrations } from '@kamkor/reference';
import { trailMigrations } from '@kamkor/trail';
import { CreateFacility1764100000001 } from './1764100000001-CreateFacility.js';
import { CreateBirthNotification1764100000002 } from './1764100000002-CreateBirthNotification.js';
import { CreateDocumentationWatch1764100000003 } from './1764100000003-CreateDocumentationWatch.js';
import { CreateOutreach1764100000004 } from './1764100000004-CreateOutreach.js';
import { KeepDeadlinesToTheirBody1764100000005 } from './1764100000005-KeepDeadlinesToTheirBody.js';
import { KeepStillbirthsFromThoseWhoVisit1764100000006 } from './1764100000006-KeepStillbirthsFromThoseWhoVisit.js';

/** All migrations of the births database, the libs' first. */
export const birthsMigrations: readonly MigrationClass[] = [
  ...trailMigrations,
  ...idempotencyMigrations,
  ...outboxMigrations,
  ...deadlinesMigrations,
  ...referenceMigrations,
  CreateFacility1764100000001,
  CreateBirthNotification1764100000002,
  CreateDocumentationWatch1764100000003,
  CreateOutreach1764100000004,
  KeepDeadlinesToTheirBody1764100000005,
  KeepStillbirthsFromThoseWhoVisit1764100000006,
];
