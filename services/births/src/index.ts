export { birthsData } from '../database/facilities.js';
export { birthsMigrations } from '../migrations/index.js';
export { type BirthsDeadlines, birthsDeadlines, listOf } from './births-deadlines.js';
export { DuplicateWorker } from './duplicate/duplicate-worker.js';
export { entities } from './entities.js';
export { birthsHandlers } from './handlers.js';
export { lawOf } from './law.js';
export { providers } from './providers.js';
export { birthsRegulations } from './rules/regulations.js';
