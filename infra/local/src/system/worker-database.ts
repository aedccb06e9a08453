import { databaseUrls, superuserUrl } from '@kamkor/local-servers';
import { createDataSource, Transactions } from '@kamkor/persistence';
import { systemClock } from '@kamkor/time';
import { KAMKOR } from './plan.js';
import { readProcessList, survivorsOf } from './process-list.js';
import { readSecrets, stateFolder } from './state-folder.js';

/**
 * Runs `work` on the database of a service of the running local system, with the rights of the service's worker.
 * Throws, in words for the user, when there is no such service or nothing is running.
 */
export async function onWorkerDatabase<Result>(
  service: string,
  work: (transactions: Transactions) => Promise<Result>,
  connections = 1,
): Promise<Result> {
  const planned = KAMKOR.services.find(({ name }) => name === service);
  if (!planned) {
    throw new Error(`There is no service "${service}": it is ${KAMKOR.services.map(({ name }) => name).join(', ')}`);
  }
  const state = stateFolder();
  const postgres = survivorsOf(readProcessList(state.processes)).find(({ role }) => role === 'database');
  const secrets = await readSecrets(state);
  if (!postgres || !secrets) throw new Error('PostgreSQL is not running: start the system first with npm start');
  const adminUrl = superuserUrl(Number(new URL(postgres.urls.base!).port), secrets.postgresPassword);
  const { worker } = databaseUrls(adminUrl, planned.database);
  const dataSource = createDataSource({ url: worker, applicationName: 'kamkor-command', poolSize: connections });
  await dataSource.initialize();
  try {
    return await work(new Transactions(dataSource, systemClock));
  } finally {
    await dataSource.destroy();
  }
}
