import type { DeadlinesOf, Service, ServiceDeclaration } from './service.js';

// Imports are made when they are needed, so that a process loads no more than it uses.

/** `main.ts` of every service: serves the subgraph until told to stop. */
export async function runSubgraph<Deadlines extends DeadlinesOf<Deadlines>>(
  service: Service<Deadlines>,
): Promise<void> {
  const { runSubgraph: run } = await import('@kamkor/subgraph');
  const { name, entities, doors } = service;
  run({ name, entities, doors, providers: (config) => service.open(config).providers });
}

/** `worker.ts` of every service: lapses its deadlines, sends and applies events, seals its trail until told to stop. */
export async function runWorker<Deadlines extends DeadlinesOf<Deadlines>>(service: Service<Deadlines>): Promise<void> {
  const { runWorker: run } = await import('@kamkor/worker');
  const { name, entities, gauges } = service;
  run({ name, entities, gauges, open: (config) => service.open(config) });
}

/**
 * `migrate.ts` of every service: runs what is missing, as the owner of its database. It takes the database alone:
 * loading the whole service would take longer than migrating.
 */
export async function runMigrations(
  name: string,
  { migrations, data }: Pick<ServiceDeclaration<object>, 'migrations' | 'data'>,
): Promise<void> {
  const { createDataSource, MigrationRefused, migrate } = await import('@kamkor/persistence');
  const { migrateVariables, readConfig, runOnce } = await import('@kamkor/service');
  const applicationName = `${name}-migrate`;
  runOnce(applicationName, async (log) => {
    const url = readConfig(migrateVariables).DATABASE_URL;
    try {
      log.info({ migrations: await migrate(createDataSource({ url, migrations, applicationName }), data) }, 'migrated');
    } catch (error) {
      if (!(error instanceof MigrationRefused)) throw error;
      log.fatal(error.message);
      process.exit(1);
    }
  });
}

/** `schema.ts` of every service: prints its subgraph's schema, without a database. */
export async function printSchema<Deadlines extends DeadlinesOf<Deadlines>>(
  service: Service<Deadlines>,
): Promise<void> {
  const { printSchema: print } = await import('@kamkor/subgraph');
  const { lawVariables, readConfig } = await import('@kamkor/service');
  await print(service.open(readConfig(lawVariables)).providers);
}
