import { dataOf } from '@kamkor/database';
import { createDataSource, migrate } from '@kamkor/persistence';
import { referenceDatabase } from '@kamkor/reference/database';
import { migrateVariables, readConfig, runOnce } from '@kamkor/service';
import { benefitsMigrations } from '../migrations/index.js';

runOnce('social-benefits-migrate', async (log) => {
  const url = readConfig(migrateVariables).DATABASE_URL;
  const done = await migrate(
    createDataSource({ url, migrations: benefitsMigrations, applicationName: 'social-benefits-migrate' }),
    dataOf(referenceDatabase),
  );
  log.info({ migrations: done }, 'migrated');
});
