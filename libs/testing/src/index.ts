export * from './database.js';
export * from './principals.js';
