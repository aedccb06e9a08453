export type { OwnGauge } from './own-gauges.js';
export * from './run-worker.js';
