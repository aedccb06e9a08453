export * from './jobs.js';
export * from './migrate-queue.js';
export * from './queues.js';
