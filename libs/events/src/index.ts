export type { NotifiedParent } from './births.js';
export { type Envelope, parseEnvelope } from './envelope.js';
export * from './event-errors.js';
export { EventKind } from './event-kind.js';
export * from './registry.js';
export * from './subscriptions.js';
