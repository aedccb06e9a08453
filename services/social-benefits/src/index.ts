export { benefitsMigrations } from '../migrations/index.js';
export { benefitsDeadlines } from './benefits-deadlines.js';
export { entities } from './entities.js';
export { benefitsHandlers } from './handlers.js';
export { lawOf } from './law.js';
export { providers } from './providers.js';
