export { removeDataFolder } from './data-folder.js';
export { type Postgres, type PostgresOptions, startPostgres } from './postgres.js';
export { clearPostmaster } from './postmaster.js';
export { type DatabaseUrls, provisionDatabase } from './provision.js';
