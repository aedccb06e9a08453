import { CreateOutbox1763800000010 } from './1763800000010-CreateOutbox.js';

/** To be listed among the migrations of every service that publishes or consumes events. */
export const outboxMigrations = [CreateOutbox1763800000010];
