export { freePort, portIsFree } from './free-port.js';
export * from './postgres/index.js';
export { endProcess } from './processes/ending.js';
export { isSameProcess, startTimeOf } from './processes/same-process.js';
export { type Redis, redisIsInstalled, startRedis } from './redis.js';
