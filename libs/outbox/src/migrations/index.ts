import type { MigrationClass } from '@kamkor/persistence';
import { CreateOutbox1763800000010 } from './1763800000010-create-outbox.js';
import { CreateInbox1763800000011 } from './1763800000011-create-inbox.js';

/** To be listed among the migrations of every service that publishes or consumes events. */
export const outboxMigrations: MigrationClass[] = [CreateOutbox1763800000010, CreateInbox1763800000011];
