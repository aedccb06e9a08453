import { type Clock, systemClock } from '@kamkor/time';
import express from 'express';
import type { DataSource } from 'typeorm';
import { isSimulated } from './legal-clock.js';
import type { Registry } from './metrics.js';

/** One thing that a process needs in order to be of use; `run` throws when it is not there. */
export interface Check {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

export const databaseCheck = (dataSource: DataSource): Check => ({
  name: 'database',
  run: () => dataSource.query('SELECT 1'),
});

/** What a worker still has to do: deadlines due now, events not yet receipted, events received and not applied. */
export interface WaitingWork {
  readonly due: number;
  readonly outbox: number;
  readonly inbox: number;
}

export interface HealthOptions {
  readonly checks: readonly Check[];
  readonly metrics: Registry;
  /** True from the moment the process was told to stop: no new work is to be sent here. */
  readonly stopping?: () => boolean;
  readonly clock?: Clock;
  /** Called after the simulated clock moved, so that a worker sweeps at once. */
  readonly clockMoved?: () => unknown;
  /** Workers only. */
  readonly idle?: () => Promise<WaitingWork>;
}

const CHECK_LIMIT_MS = 2_000;

/**
 * `GET /livez`, `/readyz`, `/metrics`; with a simulated clock `POST /clock`; on a worker `GET /idle`.
 * Mount it before everything else: it needs no principal and says nothing about anybody.
 */
export function healthRoutes(options: HealthOptions): express.Router {
  const routes = express.Router();
  const clock = options.clock ?? systemClock;
  routes.get('/livez', (_request, response) => void response.json({ live: true }));
  routes.get('/readyz', async (_request, response) => {
    const checks = Object.fromEntries(await Promise.all(options.checks.map(outcomeOf)));
    const stopping = options.stopping?.() ?? false;
    const ready = !stopping && Object.values(checks).every((outcome) => outcome === 'ok');
    response.status(ready ? 200 : 503).json({ ready, stopping, checks });
  });
  routes.get('/metrics', async (_request, response) => {
    try {
      response.type(options.metrics.contentType).send(await options.metrics.metrics());
    } catch {
      response.status(503).type('text').send('a metric could not be read\n');
    }
  });
  if (isSimulated(clock)) {
    routes.post('/clock', async (_request, response) => {
      const { now, offsetMs } = await clock.refresh();
      await options.clockMoved?.();
      response.json({ now: now.toString(), offsetMs });
    });
  }
  const { idle } = options;
  if (idle) {
    routes.get('/idle', async (_request, response) => {
      try {
        const { due, outbox, inbox } = await idle();
        response.json({ idle: due + outbox + inbox === 0, due, outbox, inbox });
      } catch {
        response.status(503).json({ idle: false });
      }
    });
  }
  return routes;
}

async function outcomeOf({ name, run }: Check): Promise<[string, 'ok' | 'failed' | 'slow']> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<'slow'>((resolve) => {
    timer = setTimeout(() => resolve('slow'), CHECK_LIMIT_MS);
  });
  const tried = run().then(
    () => 'ok' as const,
    () => 'failed' as const,
  );
  try {
    return [name, await Promise.race([tried, slow])];
  } finally {
    clearTimeout(timer);
  }
}
