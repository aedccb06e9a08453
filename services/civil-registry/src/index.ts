export { registryMigrations } from '../migrations/index.js';
export { registryDeadlineKinds } from './birth-record/birth-record-deadlines.js';
export { doors } from './doors.js';
export { entities } from './entities.js';
export { handlers } from './handlers.js';
export { Law, lawOf } from './law.js';
export { providers } from './providers.js';
