export * from './demo-people.js';
export { requestToken, type TokenRequest } from './log-in.js';
export { AUDIENCE, PEOPLES_CLIENT, RESOURCE } from './provider.js';
export { type RunningProvider, serveIdentity } from './server.js';
export { claimsOf, type Narrowing, NotAllowedThere, whoFits } from './workplace.js';
