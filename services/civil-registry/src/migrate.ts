import { createDataSource, migrate } from '@kamkor/persistence';
import { migrateVariables, readConfig, runOnce } from '@kamkor/service';
import { registryMigrations } from '../migrations/index.js';

runOnce('civil-registry-migrate', async (log) => {
  const url = readConfig(migrateVariables).DATABASE_URL;
  const done = await migrate(
    createDataSource({ url, migrations: registryMigrations, applicationName: 'civil-registry-migrate' }),
  );
  log.info({ migrations: done }, 'migrated');
});
