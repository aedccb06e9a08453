import { dataOf } from '@kamkor/database';
import { runMigrations } from '@kamkor/service-kit';
import { database } from '../database/index.js';
import { benefitsMigrations } from '../migrations/index.js';

await runMigrations('social-benefits', { migrations: benefitsMigrations, data: dataOf(database) });
