import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Assembly } from './assembly.js';
import { environments } from './environment.js';
import { KAMKOR, type PlannedService, type SystemPlan, workerOf } from './plan.js';
import { portsFor } from './ports.js';
import { allOrWhyNot, prepareDatabases } from './prepare-databases.js';
import { endSurvivors, ProcessList, readProcessList, survivorsOf } from './process-list.js';
import { CannotStart, mustBeFree } from './public-port.js';
import { RunningSystem } from './running-system.js';
import { prepareState, removeState, stateFolder, writeWhole } from './state-folder.js';

export interface SystemOptions {
  /** State folder; by default `KAMKOR_STATE` or `.kamkor` in the clone. */
  readonly state?: string;
  /** Port of the graph; 0 or absent: any free one. */
  readonly port?: number;
  /** Names of the services to start, by default all. To the gateway the others are down. */
  readonly services?: readonly string[];
  /** Redis (`redis://…`) or another PostgreSQL for the queue; by default the system's own PostgreSQL. */
  readonly queueUrl?: string | undefined;
  /** Removes what an earlier system left in the state folder. */
  readonly fresh?: boolean;
  /** Gets progress lines and what happens to processes later. */
  readonly log?: (line: string) => void;
  /** Stops the start; everything already started is stopped in order. */
  readonly signal?: AbortSignal;
  /** Legal time at the start of a new system, by default now. A system that has a clock keeps it. */
  readonly startsAt?: Temporal.Instant;
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
  const { signal, log: tell = () => undefined, plan = KAMKOR } = options;
  const services = plan.services.filter(({ name }) => options.services?.includes(name) ?? true);
  mustBeBuilt(plan, services);
  const state = stateFolder(options.state);
  await clearTheWay(state.processes, tell);
  if (options.fresh) await removeState(state);
  if (options.port) await mustBeFree(options.port);
  const secrets = await prepareState(state);
  if (options.startsAt && !existsSync(state.clock)) {
    await writeWhole(state.clock, { offsetMs: options.startsAt.epochMilliseconds - Date.now() });
  }
  const list = new ProcessList(state.processes);
  list.put({ name: 'launcher', role: 'launcher', pid: process.pid, urls: {} });

  const names = ['postgres', 'identity', 'gateway', ...plan.services.flatMap(({ name }) => [name, workerOf(name)])];
  const ports = await portsFor(state, names, options.port ? { gateway: options.port } : {});
  const envs = environments(state, secrets, `http://127.0.0.1:${ports.identity}`);
  const assembly = new Assembly({ plan, state, ports, envs, around: { list, tell } });
  const server = assembly.server(secrets.postgresPassword, options.postgresSettings);
  try {
    tell('starting PostgreSQL and the identity provider');
    const [postgres] = await allOrWhyNot([server.start(), assembly.identity().start(signal)] as const);
    signal?.throwIfAborted();
    tell('preparing databases');
    const { queueUrl } = options;
    const databases = await prepareDatabases(postgres.adminUrl, { ...plan, services }, { envs, state, queueUrl });
    signal?.throwIfAborted();
    const rest = assembly.everybodyElse(services, databases);
    tell(`starting ${rest.map(({ name }) => name).join(', ')}`);
    await allOrWhyNot(rest.map((one) => one.start(signal)));
    return new RunningSystem({ state, list, server, postgres, processes: assembly.processes, ...databases });
  } catch (error) {
    await Promise.all(assembly.processes.map((one) => one.stop()));
    await server.stop();
    list.remove('launcher');
    throw error;
  }
}

function mustBeBuilt(plan: SystemPlan, services: readonly PlannedService[]): void {
  const entries = [plan.identity, plan.gateway, ...services.map(({ folder }) => join(folder, 'dist/src/main.js'))];
  const missing = entries.filter((entry) => !existsSync(entry));
  if (missing.length > 0) throw new CannotStart(`Not built: ${missing.join(', ')}. Build first: npm run build`);
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
