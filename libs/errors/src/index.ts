export * from './codes.js';
export * from './describe-error.js';
export * from './place.js';
export * from './refusal.js';
export { isFaultOfValue, schemaRefusal, valueMissing } from './schema-refusal.js';
export * as standard from './standard.js';
export * from './storable.js';
