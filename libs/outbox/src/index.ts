export { INBOX_CHANNEL, OUTBOX_CHANNEL } from './channels.js';
export * from './event-metrics.js';
export type { EventHandler, ReadEvent } from './inbox/handlers.js';
export * from './inbox/inbox-consumer.js';
export * from './inbox/parked.js';
export { isTransient } from './inbox/transient.js';
export { outboxMigrations } from './migrations/index.js';
export * from './outbox/outbox-relay.js';
export { type AnyPublication, type Publication, publish, publishMany } from './outbox/publish.js';
