import { CreateIdempotencyKey1763800000002 } from './create-idempotency-key.js';
import { KeepRefusals1764200000010 } from './keep-refusals.js';

export * from './purge.js';
export * from './with-idempotency.js';

export const idempotencyMigrations = [CreateIdempotencyKey1763800000002, KeepRefusals1764200000010];
