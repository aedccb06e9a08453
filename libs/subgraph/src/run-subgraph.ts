import 'reflect-metadata';
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
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { RequestHandler } from 'express';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { requestScope } from './request-context.js';
import { type SubgraphOptions, subgraphModule } from './subgraph-module.js';

const BODY_LIMIT = '4mb';

export interface SubgraphProcess {
  readonly name: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly providers: (config: SubgraphConfig) => SubgraphOptions['providers'];
  /** Doors beside the graph, by path; they run in the scope of a signed principal like the graph itself. */
  readonly doors?: Readonly<Record<string, RequestHandler>>;
}

export type SubgraphConfig = ReturnType<typeof readConfig<typeof subgraphVariables>>;

/** `main.ts` of every service: serves the subgraph on PORT until told to stop. */
export function runSubgraph({ name, entities, providers, doors = {} }: SubgraphProcess): void {
  runProcess({
    name,
    start: async ({ log, stopping, onStop }) => {
      const config = readConfig(subgraphVariables);
      const clock = legalClock(config);
      const dataSource = createDataSource({ url: config.DATABASE_URL, entities, applicationName: name });
      await dataSource.initialize();
      onStop('database', () => dataSource.destroy());

      const logUnexpected = (err: unknown, request: string) => log.error({ err, request }, 'unexpected error');
      const module = subgraphModule({ providers: providers(config), log: logUnexpected });
      const app = await NestFactory.create<NestExpressApplication>(module, { logger: ['error', 'fatal'], bodyParser: false });
      app.disable('x-powered-by');
      app.use(healthRoutes({ checks: [databaseCheck(dataSource)], metrics: processMetrics(name), stopping, clock }));
      app.useBodyParser('json', { limit: BODY_LIMIT });
      const scoped = requestScope({ dataSource, clock, verify: principalVerifier(config.KAMKOR_PRINCIPAL_PUBLIC_KEY) });
      for (const path of ['/graphql', ...Object.keys(doors)]) app.use(path, scoped);
      for (const [path, door] of Object.entries(doors)) app.use(path, door);
      onStop('http', () => app.close());
      const server = await app.listen(config.PORT, config.HOST);
      return { port: (server.address() as AddressInfo).port };
    },
  });
}
