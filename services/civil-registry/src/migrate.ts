import { dataOf } from '@kamkor/database';
import { createDataSource, migrate } from '@kamkor/persistence';
import { referenceDatabase } from '@kamkor/reference/database';
import { migrateVariables, readConfig, runOnce } from '@kamkor/service';
import { registryMigrations } from '../migrations/index.js';

runOnce('civil-registry-migrate', async (log) => {
  const url = readConfig(migrateVariables).DATABASE_URL;
  const done = await migrate(
    createDataSource({ url, migrations: registryMigrations, applicationName: 'civil-registry-migrate' }),
    dataOf(referenceDatabase),
  );
  log.info({ migrations: done }, 'migrated');
});
