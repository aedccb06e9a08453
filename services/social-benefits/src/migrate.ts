import { createDataSource, migrate } from '@kamkor/persistence';
import { migrateVariables, readConfig, runOnce } from '@kamkor/service';
import { benefitsMigrations } from '../migrations/index.js';

runOnce('social-benefits-migrate', async (log) => {
  const url = readConfig(migrateVariables).DATABASE_URL;
  const done = await migrate(
    createDataSource({ url, migrations: benefitsMigrations, applicationName: 'social-benefits-migrate' }),
  );
  log.info({ migrations: done }, 'migrated');
});
