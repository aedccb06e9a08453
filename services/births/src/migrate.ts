import { dataOf } from '@kamkor/database';
import { runMigrations } from '@kamkor/service-kit';
import { database } from '../database/index.js';
import { birthsMigrations } from '../migrations/index.js';

await runMigrations('births', { migrations: birthsMigrations, data: dataOf(database) });
