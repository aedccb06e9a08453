export * from './principal.js';
export * from './signature.js';
