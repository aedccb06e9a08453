import { deadlinesMigrations } from '@kamkor/deadlines/migrations';
import { idempotencyMigrations } from '@kamkor/idempotency/migrations';
import { outboxMigrations } from '@kamkor/outbox/migrations';
import type { MigrationClass } from '@kamkor/persistence';
import { referenceMigrations } from '@kamkor/reference/migrations';
import { trailMigrations } from '@kamkor/trail/migrations';
import { CreateCivilRegistry1764100000001 } from './1764100000001-CreateCivilRegistry.js';

/** All migrations of the registry's database, the libs' first. */
export const registryMigrations: readonly MigrationClass[] = [
  ...trailMigrations,
  ...idempotencyMigrations,
  ...outboxMigrations,
  ...deadlinesMigrations,
  ...referenceMigrations,
  CreateCivilRegistry1764100000001,
];
