export * from './assemble.js';
export * from './conditions.js';
export * from './objects.js';
export * from './rule-sql.js';
export { snapshotOf } from './snapshot/snapshot.js';
