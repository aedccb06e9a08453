export * from './assemble.js';
export * from './conditions.js';
export * from './difference.js';
export * from './drop.js';
export * from './initial-migration.js';
export * from './objects.js';
export * from './reference-data.js';
export * from './rule-sql.js';
export { type SnapshotOptions, snapshotOf } from './snapshot/snapshot.js';
