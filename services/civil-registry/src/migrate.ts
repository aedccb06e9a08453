import { dataOf } from '@kamkor/database';
import { referenceDatabase } from '@kamkor/reference/database';
import { runMigrations } from '@kamkor/service-kit';
import { registryMigrations } from '../migrations/index.js';

await runMigrations('civil-registry', { migrations: registryMigrations, data: dataOf(referenceDatabase) });
