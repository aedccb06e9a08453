export * from './database.js';
export * from './principals.js';
export * from './queue-backend.js';
export * from './subgraph.js';
