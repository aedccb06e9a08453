import { createDataSource, migrate } from '@kamkor/persistence';
import { migrateVariables, readConfig, runOnce } from '@kamkor/service';
import { birthsData } from '../database/facilities.js';
import { birthsMigrations } from '../migrations/index.js';

runOnce('births-migrate', async (log) => {
  const url = readConfig(migrateVariables).DATABASE_URL;
  const dataSource = createDataSource({ url, migrations: birthsMigrations, applicationName: 'births-migrate' });
  log.info({ migrations: await migrate(dataSource, birthsData) }, 'migrated');
});
