export { benefitsMigrations } from '../migrations/index.js';
export { entities } from './entities.js';
export { handlers } from './handlers.js';
export { benefitsDeadlineKinds } from './hard-life-situation/hard-life-situation-deadlines.js';
export { Law, lawOf } from './law.js';
export { providers } from './providers.js';
