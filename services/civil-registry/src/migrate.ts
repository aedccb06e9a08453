import { dataOf } from '@kamkor/database';
import { runMigrations } from '@kamkor/service-kit';
import { database } from '../database/index.js';
import { registryMigrations } from '../migrations/index.js';

await runMigrations('civil-registry', { migrations: registryMigrations, data: dataOf(database) });
