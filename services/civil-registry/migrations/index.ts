import { deadlinesMigrations } from '@kamkor/deadlines/migrations';
import { idempotencyMigrations } from '@kamkor/idempotency/migrations';
import { outboxMigrations } from '@kamkor/outbox/migrations';
import type { MigrationClass } from '@kamkor/persistence';
import { referenceMigrations } from '@kamkor/reference/migrations';
import { trailMigrations } from '@kamkor/trail/migrations';
import { CreatePerson1764100000001 } from './1764100000001-CreatePerson.js';
import { CreateBirthRecord1764100000002 } from './1764100000002-CreateBirthRecord.js';
import { LinkNotifiedChildren1764100000003 } from './1764100000003-LinkNotifiedChildren.js';
import { CreateDocumentHelpRequest1764200000111 } from './1764200000111-CreateDocumentHelpRequest.js';
import { RegisterFoundSiblings1764200000112 } from './1764200000112-RegisterFoundSiblings.js';
import { AskForPinAndParentage1764200000113 } from './1764200000113-AskForPinAndParentage.js';
import { MergePersons1764200000310 } from './1764200000310-MergePersons.js';
import { TellOfMerges1764300000201 } from './1764300000201-TellOfMerges.js';
import { LinkPossibleMothers1764300000310 } from './1764300000310-LinkPossibleMothers.js';
import { ShowAccessesToMothers1764300000502 } from './1764300000502-ShowAccessesToMothers.js';
import { FindMergedByIndex1764300000600 } from './1764300000600-FindMergedByIndex.js';
import { FollowHowChildrenStand1764300000901 } from './1764300000901-FollowHowChildrenStand.js';
import { KeepDecidedParentage1764300000902 } from './1764300000902-KeepDecidedParentage.js';

/** All migrations of the registry's database, the libs' first. */
export const registryMigrations: readonly MigrationClass[] = [
  ...trailMigrations,
  ...idempotencyMigrations,
  ...outboxMigrations,
  ...deadlinesMigrations,
  ...referenceMigrations,
  CreatePerson1764100000001,
  CreateBirthRecord1764100000002,
  LinkNotifiedChildren1764100000003,
  CreateDocumentHelpRequest1764200000111,
  RegisterFoundSiblings1764200000112,
  MergePersons1764200000310,
  AskForPinAndParentage1764200000113,
  TellOfMerges1764300000201,
  LinkPossibleMothers1764300000310,
  ShowAccessesToMothers1764300000502,
  FindMergedByIndex1764300000600,
  FollowHowChildrenStand1764300000901,
  KeepDecidedParentage1764300000902,
];
