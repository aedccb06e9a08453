export * from './law.js';
export * from './processes.js';
export * from './service.js';
