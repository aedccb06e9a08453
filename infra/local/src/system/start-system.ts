import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type DatabaseUrls, provisionDatabase } from '../postgres/index.js';
import { DatabaseServer } from './database-server.js';
import { environments } from './environment.js';
import { ManagedProcess, type ProcessSpec } from './managed-process.js';
import { runToEnd } from './migrate.js';
import { connectionsOf, KAMKOR, type PlannedService, type SystemPlan, workerOf } from './plan.js';
import { portsFor } from './ports.js';
import { endSurvivors, ProcessList, readProcessList, survivorsOf } from './process-list.js';
import { CannotStart, mustBeFree } from './public-port.js';
import { RunningSystem } from './running-system.js';
import { prepareState, removeState, stateFolder } from './state-folder.js';

export interface SystemOptions {
  /** State folder; by default `KAMKOR_STATE` or `.kamkor` in the clone. */
  readonly state?: string;
  /** Port of the graph; 0 or absent: any free one. */
  readonly port?: number;
  /** Names of the services to start, by default all. The gateway composes all of them; absent ones look like ones that are down. */
  readonly services?: readonly string[];
  /** Redis (`redis://…`) or another PostgreSQL for the queue; by default the system's own PostgreSQL. */
  readonly queueUrl?: string | undefined;
  /** Removes what an earlier system left in the state folder. */
  readonly fresh?: boolean;
  /** Gets progress lines and what happens to processes later. */
  readonly log?: (line: string) => void;
  /** Stops the start; everything already started is stopped in order. */
  readonly signal?: AbortSignal;
  readonly plan?: SystemPlan;
  readonly postgresSettings?: Readonly<Record<string, string>>;
}

/**
 * Starts PostgreSQL, migrates, and starts the identity provider, every service with its worker, and the gateway.
 * Resolves when all are ready. Throws `CannotStart` when the user has to mend something, and another error, with the
 * end of the log of who failed, when something does not come up; nothing is left running then.
 */
export async function startSystem(options: SystemOptions = {}): Promise<RunningSystem> {
  if (process.env.NODE_ENV === 'production') {
    throw new CannotStart(
      'This is for a machine of your own and lets everybody in: it does not start when NODE_ENV=production.',
    );
  }
  const tell = options.log ?? (() => undefined);
  const plan = chosenPlan(options);
  const state = stateFolder(options.state);
  await clearTheWay(state.processes, tell);
  if (options.fresh) await removeState(state);
  if (options.port) await mustBeFree(options.port);
  const secrets = await prepareState(state);
  const list = new ProcessList(state.processes);
  list.put({ name: 'launcher', role: 'launcher', pid: process.pid, urls: {} });

  const names = ['postgres', 'identity', 'gateway', ...plan.services.flatMap(({ name }) => [name, workerOf(name)])];
  const ports = await portsFor(state, names, options.port ? { gateway: options.port } : {});
  const portOf = (name: string) => ports[name] as number;
  const envs = environments(state, secrets, `http://127.0.0.1:${portOf('identity')}`);
  const around = { list, tell };
  const processes: ManagedProcess[] = [];
  const manage = (spec: Pick<ProcessSpec, 'name' | 'role' | 'entry' | 'env' | 'paths'>) => {
    const logFile = join(state.logs, `${spec.name}.log`);
    const managed = new ManagedProcess({ ...spec, port: portOf(spec.name), logFile }, around);
    processes.push(managed);
    return managed;
  };
  const server = new DatabaseServer(
    {
      folder: state.data,
      password: secrets.postgresPassword,
      port: portOf('postgres'),
      logFile: join(state.logs, 'postgres.log'),
      maxConnections: connectionsOf(plan),
      settings: options.postgresSettings ?? {},
    },
    around,
  );
  const startAll = async (what: string, starting: readonly ManagedProcess[]) => {
    options.signal?.throwIfAborted();
    tell(`starting ${what}`);
    await Promise.all(starting.map((one) => one.start(options.signal)));
  };

  try {
    const identity = manage({
      name: 'identity',
      role: 'identity',
      entry: plan.identity,
      env: envs.identity(),
      paths: { issuer: '' },
    });
    tell('starting PostgreSQL and the identity provider');
    const [postgres] = await allOrWhyNot([server.start(), identity.start(options.signal)] as const);

    tell('preparing databases');
    const databases: Record<string, DatabaseUrls> = {};
    for (const { name, database } of plan.services)
      databases[name] = await provisionDatabase(postgres.adminUrl, database);
    const urlsOf = ({ name }: PlannedService) => databases[name] as DatabaseUrls;
    const migrations = plan.services.map((service) =>
      runToEnd(
        `${service.name}-migrate`,
        join(service.folder, 'dist/src/migrate.js'),
        envs.migration(urlsOf(service)),
        state.logs,
      ),
    );
    let queueUrl = options.queueUrl;
    if (!queueUrl) {
      const queue = await provisionDatabase(postgres.adminUrl, plan.queueDatabase);
      migrations.push(runToEnd('queue-migrate', plan.queueMigration, envs.migration(queue), state.logs));
      queueUrl = queue.worker;
    }
    await allOrWhyNot(migrations);

    const queue = queueUrl;
    const clock = { clock: '/clock' };
    for (const service of plan.services) {
      const entry = (file: string) => join(service.folder, 'dist/src', file);
      const { name } = service;
      manage({
        name,
        role: 'subgraph',
        entry: entry('main.js'),
        env: envs.subgraph(urlsOf(service)),
        paths: { graphql: '/graphql', ...clock },
      });
      manage({
        name: workerOf(name),
        role: 'worker',
        entry: entry('worker.js'),
        env: envs.worker(urlsOf(service), queue),
        paths: { idle: '/idle', ...clock },
      });
    }
    const subgraphs = Object.fromEntries(
      processes.filter(({ role }) => role === 'subgraph').map(({ name, url }) => [name, `${url}/graphql`]),
    );
    manage({
      name: 'gateway',
      role: 'gateway',
      entry: plan.gateway,
      env: envs.gateway(subgraphs),
      paths: { graphql: '/graphql', ...clock },
    });
    await startAll(
      'services, workers and the gateway',
      processes.filter((one) => one !== identity),
    );
    return new RunningSystem({ state, list, server, postgres, processes, databases, queueUrl: queue });
  } catch (error) {
    await Promise.all(processes.map((one) => one.stop()));
    await server.stop();
    list.remove('launcher');
    throw error;
  }
}

/** Waits for all before it throws the first error: nothing goes on in the background when the caller cleans up. */
async function allOrWhyNot<Work extends readonly Promise<unknown>[]>(work: Work) {
  await Promise.allSettled(work);
  return Promise.all(work);
}

function chosenPlan({ plan = KAMKOR, services }: SystemOptions): SystemPlan {
  const chosen = services ? { ...plan, services: plan.services.filter(({ name }) => services.includes(name)) } : plan;
  const entries = [
    chosen.identity,
    chosen.gateway,
    ...chosen.services.map(({ folder }) => join(folder, 'dist/src/main.js')),
  ];
  const missing = entries.filter((entry) => !existsSync(entry));
  if (missing.length > 0) throw new CannotStart(`Not built: ${missing.join(', ')}. Build first: npm run build`);
  return chosen;
}

async function clearTheWay(processesFile: string, tell: (line: string) => void): Promise<void> {
  const survivors = survivorsOf(readProcessList(processesFile));
  const launcher = survivors.find(({ role }) => role === 'launcher');
  if (launcher && launcher.pid !== process.pid) {
    throw new CannotStart(
      `Kamkor already runs here (process ${launcher.pid}, since ${launcher.since}). Stop it first: Ctrl-C in its window.`,
    );
  }
  if (survivors.length > 0)
    tell(`ending what an earlier start left running: ${survivors.map(({ name }) => name).join(', ')}`);
  await endSurvivors(survivors);
}
