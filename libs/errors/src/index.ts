export * from './codes.js';
export * from './describe-error.js';
export * from './refusal.js';
export { placeIn, schemaRefusal, valueMissing } from './schema-refusal.js';
export * as standard from './standard.js';
export { isStorable } from './storable.js';
