export * from './codes.js';
export * from './refusal.js';
export * as standard from './standard.js';
