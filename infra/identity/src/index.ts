export * from './clients.js';
export * from './demo-people.js';
export { requestToken, type TokenRequest } from './log-in.js';
export { claimsOf, type Narrowing, NotAllowedThere, whoFits } from './workplace.js';
