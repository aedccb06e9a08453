export * from './caller.js';
export * from './empty-queue.js';
export * from './processes.js';
export * from './redis.js';
export * from './second-worker.js';
export * from './test-system.js';
