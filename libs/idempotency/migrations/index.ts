import { CreateIdempotency1763800000002 } from './1763800000002-CreateIdempotency.js';

/** The table of idempotency keys, for every service. */
export const idempotencyMigrations = [CreateIdempotency1763800000002];
