import { dataOf } from '@kamkor/database';
import { referenceDatabase } from '@kamkor/reference/database';
import { runMigrations } from '@kamkor/service-kit';
import { benefitsMigrations } from '../migrations/index.js';

await runMigrations('social-benefits', { migrations: benefitsMigrations, data: dataOf(referenceDatabase) });
