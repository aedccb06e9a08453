import { deadlinesMigrations } from '@kamkor/deadlines/migrations';
import { idempotencyMigrations } from '@kamkor/idempotency/migrations';
import { outboxMigrations } from '@kamkor/outbox/migrations';
import type { MigrationClass } from '@kamkor/persistence';
import { referenceMigrations } from '@kamkor/reference/migrations';
import { trailMigrations } from '@kamkor/trail/migrations';
import { CreateFacility1764100000001 } from './1764100000001-CreateFacility.js';
import { CreateBirthNotification1764100000002 } from './1764100000002-CreateBirthNotification.js';
import { CreateDocumentationWatch1764100000003 } from './1764100000003-CreateDocumentationWatch.js';
import { CreateOutreach1764100000004 } from './1764100000004-CreateOutreach.js';
import { KeepDeadlinesToTheirBody1764100000005 } from './1764100000005-KeepDeadlinesToTheirBody.js';
import { KeepStillbirthsFromThoseWhoVisit1764100000006 } from './1764100000006-KeepStillbirthsFromThoseWhoVisit.js';
import { CompleteBirthNotification1764200000020 } from './1764200000020-CompleteBirthNotification.js';
import { StateCareAndDeath1764200000030 } from './1764200000030-StateCareAndDeath.js';
import { AssignOutreach1764200000040 } from './1764200000040-AssignOutreach.js';
import { EscalateAndHandOver1764200000050 } from './1764200000050-EscalateAndHandOver.js';
import { CreateObstacleRows1764200000101 } from './1764200000101-CreateObstacleRows.js';
import { CreateDuplicates1764200000300 } from './1764200000300-CreateDuplicates.js';
import { StateOfDuplicates1764200000311 } from './1764200000311-StateOfDuplicates.js';
import { CountDocumentation1764200000400 } from './1764200000400-CountDocumentation.js';
import { ReleaseBacklog1764300000100 } from './1764300000100-ReleaseBacklog.js';
import { CountDuplicatesOnce1764300000202 } from './1764300000202-CountDuplicatesOnce.js';
import { CarryFamilyOver1764300000205 } from './1764300000205-CarryFamilyOver.js';
import { KeepMothersTerritory1764300000300 } from './1764300000300-KeepMothersTerritory.js';
import { NameProtectionWorkers1764300000400 } from './1764300000400-NameProtectionWorkers.js';
import { ShowOutreachToRegistrars1764300000500 } from './1764300000500-ShowOutreachToRegistrars.js';
import { ShowAccessesToMothers1764300000501 } from './1764300000501-ShowAccessesToMothers.js';
import { TakeLateVisits1764300000700 } from './1764300000700-TakeLateVisits.js';
import { TellSiblingsApart1764300000701 } from './1764300000701-TellSiblingsApart.js';
import { MoveVisitsWithTasks1764300000800 } from './1764300000800-MoveVisitsWithTasks.js';
import { AwaitAnswersToOffers1764300000801 } from './1764300000801-AwaitAnswersToOffers.js';
import { TellHowChildrenStand1764300000900 } from './1764300000900-TellHowChildrenStand.js';
import { KeepFactsByNotification1764300001000 } from './1764300001000-KeepFactsByNotification.js';
import { HoldPairsAgainstKept1764300001003 } from './1764300001003-HoldPairsAgainstKept.js';
import { MergeSiblings1764300001004 } from './1764300001004-MergeSiblings.js';
import { CountOfflinePeriodFromLeaving1764300001101 } from './1764300001101-CountOfflinePeriodFromLeaving.js';
import { KeepOutreachClocksFromRegistrars1764300001200 } from './1764300001200-KeepOutreachClocksFromRegistrars.js';

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
  CompleteBirthNotification1764200000020,
  StateCareAndDeath1764200000030,
  AssignOutreach1764200000040,
  EscalateAndHandOver1764200000050,
  CreateObstacleRows1764200000101,
  CreateDuplicates1764200000300,
  StateOfDuplicates1764200000311,
  CountDocumentation1764200000400,
  ReleaseBacklog1764300000100,
  CountDuplicatesOnce1764300000202,
  CarryFamilyOver1764300000205,
  KeepMothersTerritory1764300000300,
  NameProtectionWorkers1764300000400,
  ShowOutreachToRegistrars1764300000500,
  ShowAccessesToMothers1764300000501,
  TakeLateVisits1764300000700,
  TellSiblingsApart1764300000701,
  MoveVisitsWithTasks1764300000800,
  AwaitAnswersToOffers1764300000801,
  TellHowChildrenStand1764300000900,
  KeepFactsByNotification1764300001000,
  HoldPairsAgainstKept1764300001003,
  MergeSiblings1764300001004,
  CountOfflinePeriodFromLeaving1764300001101,
  KeepOutreachClocksFromRegistrars1764300001200,
];
