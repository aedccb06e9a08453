export { isConnectionLost } from './connection-lost.js';
export * from './data-source.js';
export * from './migrate.js';
export { settingsOf } from './open-transaction.js';
export * from './request-scope.js';
export * from './savepoint.js';
export * from './transactions.js';
export * from './tx.js';
export * from './values.js';
