import { join } from 'node:path';
import { DatabaseServer } from './database-server.js';
import type { Environments } from './environment.js';
import { ManagedProcess, type ProcessSpec, type Surroundings } from './managed-process.js';
import { connectionsOf, type PlannedService, type SystemPlan, workerOf } from './plan.js';
import type { Databases } from './prepare-databases.js';
import type { StateFolder } from './state-folder.js';

export interface AssemblyParts {
  readonly plan: SystemPlan;
  readonly state: StateFolder;
  readonly ports: Readonly<Record<string, number>>;
  readonly envs: Environments;
  readonly around: Surroundings;
}

/** The processes of one system, put together but not started. */
export class Assembly {
  readonly processes: ManagedProcess[] = [];
  readonly #parts: AssemblyParts;

  constructor(parts: AssemblyParts) {
    this.#parts = parts;
  }

  server(password: string, settings: Readonly<Record<string, string>> = {}): DatabaseServer {
    const { state, plan, around } = this.#parts;
    const logFile = join(state.logs, 'postgres.log');
    const server = { folder: state.data, password, port: this.#port('postgres'), logFile, settings };
    return new DatabaseServer({ ...server, maxConnections: connectionsOf(plan) }, around);
  }

  identity(): ManagedProcess {
    const { plan, envs } = this.#parts;
    return this.#add('identity', {
      role: 'identity',
      entry: plan.identity,
      env: envs.identity(),
      paths: { issuer: '' },
    });
  }

  /** The subgraph and the worker of each service, and the gateway, which knows the place of every service of the plan. */
  everybodyElse(started: readonly PlannedService[], { databases, queueUrl }: Databases): readonly ManagedProcess[] {
    const { plan, envs } = this.#parts;
    const pairs = started.flatMap(({ name, folder }) => {
      const entry = (file: string) => join(folder, 'dist/src', file);
      const urls = databases[name]!;
      const main = {
        entry: entry('main.js'),
        env: envs.subgraph(urls),
        paths: { graphql: '/graphql', clock: '/clock' },
      };
      const worker = {
        entry: entry('worker.js'),
        env: envs.worker(urls, queueUrl),
        paths: { idle: '/idle', clock: '/clock' },
      };
      return [this.#add(name, { role: 'subgraph', ...main }), this.#add(workerOf(name), { role: 'worker', ...worker })];
    });
    const places = plan.services.map(({ name }) => [name, `http://127.0.0.1:${this.#port(name)}/graphql`]);
    const env = envs.gateway(Object.fromEntries(places));
    const paths = { graphql: '/graphql', clock: '/clock' };
    return [...pairs, this.#add('gateway', { role: 'gateway', entry: plan.gateway, env, paths })];
  }

  #add(name: string, spec: Pick<ProcessSpec, 'role' | 'entry' | 'env' | 'paths'>): ManagedProcess {
    const { state, around } = this.#parts;
    const logFile = join(state.logs, `${name}.log`);
    const managed = new ManagedProcess({ name, port: this.#port(name), logFile, ...spec }, around);
    this.processes.push(managed);
    return managed;
  }

  #port(name: string): number {
    return this.#parts.ports[name]!;
  }
}
