import { deadlinesMigrations } from '@kamkor/deadlines/migrations';
import { idempotencyMigrations } from '@kamkor/idempotency/migrations';
import { outboxMigrations } from '@kamkor/outbox/migrations';
import type { MigrationClass } from '@kamkor/persistence';
import { referenceMigrations } from '@kamkor/reference/migrations';
import { trailMigrations } from '@kamkor/trail/migrations';
import { CreateHardLifeSituation1764100000001 } from './1764100000001-CreateHardLifeSituation.js';
import { KeepChildrenInCareFromTheSocialUnit1764100000002 } from './1764100000002-KeepChildrenInCareFromTheSocialUnit.js';
import { HearTheFamily1764200000121 } from './1764200000121-HearTheFamily.js';
import { FollowMergedPersons1764300000204 } from './1764300000204-FollowMergedPersons.js';
import { FollowHowChildrenStand1764300000903 } from './1764300000903-FollowHowChildrenStand.js';
import { KeepWhoFound1764300001100 } from './1764300001100-KeepWhoFound.js';

/** All migrations of the database of social benefits, the libs' first. */
export const benefitsMigrations: readonly MigrationClass[] = [
  ...trailMigrations,
  ...idempotencyMigrations,
  ...outboxMigrations,
  ...deadlinesMigrations,
  ...referenceMigrations,
  CreateHardLifeSituation1764100000001,
  KeepChildrenInCareFromTheSocialUnit1764100000002,
  HearTheFamily1764200000121,
  FollowMergedPersons1764300000204,
  FollowHowChildrenStand1764300000903,
  KeepWhoFound1764300001100,
];
