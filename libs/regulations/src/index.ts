export * from './overrides.js';
export * from './regulation.js';
export * from './regulation-book.js';
export * from './step-due.js';
export * from './unit.js';
