import type { AddressInfo } from 'node:net';
import { createDataSource } from '@kamkor/persistence';
import { principalVerifier } from '@kamkor/principal';
import {
  databaseCheck,
  healthRoutes,
  legalClock,
  processMetrics,
  readConfig,
  runProcess,
  subgraphVariables,
} from '@kamkor/service';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { createSubgraphApp, type Doors } from './subgraph-app.js';
import type { SubgraphOptions } from './subgraph-module.js';

export interface SubgraphProcess {
  readonly name: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly providers: (config: SubgraphConfig) => SubgraphOptions['providers'];
  readonly doors?: Doors;
}

export type SubgraphConfig = ReturnType<typeof readConfig<typeof subgraphVariables>>;

/** `main.ts` of every service: serves the subgraph on PORT until told to stop. */
export function runSubgraph({ name, entities, providers, doors }: SubgraphProcess): void {
  runProcess({
    name,
    start: async ({ log, stopping, onStop }) => {
      const config = readConfig(subgraphVariables);
      const clock = legalClock(config);
      const dataSource = createDataSource({ url: config.DATABASE_URL, entities, applicationName: name });
      await dataSource.initialize();
      onStop('database', () => dataSource.destroy());

      const app = await createSubgraphApp({
        dataSource,
        clock,
        doors,
        verify: principalVerifier(config.KAMKOR_PRINCIPAL_PUBLIC_KEY),
        providers: providers(config),
        log: (err, request) => log.error({ err, request }, 'unexpected error'),
        open: healthRoutes({ checks: [databaseCheck(dataSource)], metrics: processMetrics(name), stopping, clock }),
      });
      onStop('http', () => app.close());
      const server = await app.listen(config.PORT, config.HOST);
      return { port: (server.address() as AddressInfo).port };
    },
  });
}
