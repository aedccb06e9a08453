import { CreateIdempotencyKey1763800000002 } from './create-idempotency-key.js';

export * from './purge.js';
export * from './with-idempotency.js';

export const idempotencyMigrations = [CreateIdempotencyKey1763800000002];
