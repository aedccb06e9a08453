export * from './purge.js';
export * from './with-idempotency.js';
