export { removeDataFolder } from './data-folder.js';
export { type Postgres, type PostgresOptions, startPostgres, superuserUrl } from './postgres.js';
export { clearPostmaster } from './postmaster.js';
export { type DatabaseUrls, databaseUrls, provisionDatabase } from './provision.js';
export { type TemporaryPostgres, temporaryPostgres } from './temporary.js';
