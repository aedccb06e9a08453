import { deadlinesMigrations } from '@kamkor/deadlines/migrations';
import { idempotencyMigrations } from '@kamkor/idempotency/migrations';
import { outboxMigrations } from '@kamkor/outbox/migrations';
import type { MigrationClass } from '@kamkor/persistence';
import { referenceMigrations } from '@kamkor/reference/migrations';
import { trailMigrations } from '@kamkor/trail/migrations';
import { CreateSocialBenefits1764100000001 } from './1764100000001-CreateSocialBenefits.js';

/** All migrations of the database of social benefits, the libs' first. */
export const benefitsMigrations: readonly MigrationClass[] = [
  ...trailMigrations,
  ...idempotencyMigrations,
  ...outboxMigrations,
  ...deadlinesMigrations,
  ...referenceMigrations,
  CreateSocialBenefits1764100000001,
];
