import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describeError } from '@kamkor/errors';
import express, { type NextFunction, type Request, type Response } from 'express';
import { type HealthOptions, healthRoutes } from './health.js';
import type { Logger } from './log.js';

export interface HttpOptions extends HealthOptions {
  readonly port: number;
  readonly host: string;
  readonly log?: Logger;
}

export interface HttpServer {
  /** The port that is really listened on, also where 0 was asked for. */
  readonly port: number;
  close(): Promise<void>;
}

/** The HTTP side of a process that serves no graph: health, metrics, clock. */
export async function startHttp(options: HttpOptions): Promise<HttpServer> {
  const app = express().disable('x-powered-by').use(healthRoutes(options));
  app.use((_request, response) => void response.status(404).json({ error: 'not found' }));
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    options.log?.error({ err: error }, 'request failed');
    response.status(503).json({ error: describeError(error).class });
  });
  const server = app.listen(options.port, options.host);
  await Promise.race([
    once(server, 'listening'),
    once(server, 'error').then(([error]) => {
      throw error;
    }),
  ]);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
