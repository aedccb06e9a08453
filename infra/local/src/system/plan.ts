import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.js';

export type ProcessRole = 'subgraph' | 'worker' | 'gateway' | 'identity';

/** A service with its own database; it runs as a subgraph process and a worker process. */
export interface PlannedService {
  readonly name: string;
  readonly database: string;
  /** Folder with `dist/src/{main,worker,migrate}.js`. */
  readonly folder: string;
}

/** What a local system is made of. Tests give their own to start less, or something else. */
export interface SystemPlan {
  readonly services: readonly PlannedService[];
  readonly gateway: string;
  readonly identity: string;
  readonly queueMigration: string;
  /** Database of the queue when it is on PostgreSQL. */
  readonly queueDatabase: string;
}

const service = (name: string): PlannedService => ({
  name,
  database: name.replaceAll('-', '_'),
  folder: join(ROOT, 'services', name),
});

/** Every folder with the declaration of a service. */
const servicesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'src/service.ts')))
    .sort();

export const KAMKOR: SystemPlan = {
  services: servicesIn(join(ROOT, 'services')).map(service),
  gateway: join(ROOT, 'gateway/dist/src/main.js'),
  identity: join(ROOT, 'infra/identity/dist/src/main.js'),
  queueMigration: join(ROOT, 'infra/local/dist/src/migrate-queue.js'),
  queueDatabase: 'queue',
};

/** Connections to PostgreSQL that one process may hold: its pools, LISTEN and one for a human with a question. */
const CONNECTIONS = { subgraph: 24, worker: 44, humans: 20 };

export const connectionsOf = (plan: SystemPlan): number =>
  plan.services.length * (CONNECTIONS.subgraph + CONNECTIONS.worker) + CONNECTIONS.humans;

/** Name of a service's worker process; the subgraph process has the service's own. */
export const workerOf = (service: string): string => `${service}-worker`;
