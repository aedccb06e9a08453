export { freePort, portIsFree } from './free-port.js';
export * from './postgres/index.js';
