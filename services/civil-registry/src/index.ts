export { registryMigrations } from '../migrations/index.js';
export { doors } from './doors.js';
export { entities } from './entities.js';
export { registryHandlers } from './handlers.js';
export { lawOf } from './law.js';
export { providers } from './providers.js';
export { registryDeadlines } from './registry-deadlines.js';
