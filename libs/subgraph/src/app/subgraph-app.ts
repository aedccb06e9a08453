import 'reflect-metadata';
import type { Principal } from '@kamkor/principal';
import type { Clock } from '@kamkor/time';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { RequestHandler } from 'express';
import type { DataSource } from 'typeorm';
import { requestScope } from '../request/request-context.js';
import { type SubgraphOptions, subgraphModule } from './subgraph-module.js';

const BODY_LIMIT = '4mb';

/** Doors beside the graph, by path; they run in the scope of a signed principal like the graph itself. */
export type Doors = Readonly<Record<string, RequestHandler>>;

export interface SubgraphAppOptions extends SubgraphOptions {
  readonly dataSource: DataSource;
  readonly clock: Clock;
  readonly verify: (token: string | undefined) => Principal;
  readonly doors?: Doors;
  /** Mounted before everything else, without a principal: health. */
  readonly open?: RequestHandler;
}

/** The HTTP side of a subgraph on a database; not listening yet. */
export async function createSubgraphApp(options: SubgraphAppOptions): Promise<NestExpressApplication> {
  const { doors = {}, open } = options;
  const app = await NestFactory.create<NestExpressApplication>(subgraphModule(options), {
    // The framework would print errors whole, with the parameters of the statement at fault.
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  app.disable('x-powered-by');
  if (open) app.use(open);
  app.useBodyParser('json', { limit: BODY_LIMIT });
  const scoped = requestScope(options);
  for (const path of ['/graphql', ...Object.keys(doors)]) app.use(path, scoped);
  for (const [path, door] of Object.entries(doors)) app.use(path, door);
  return app;
}
