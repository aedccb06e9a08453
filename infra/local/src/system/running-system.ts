import { type Narrowing, requestToken } from '@kamkor/identity';
import type { DatabaseUrls, Postgres } from '@kamkor/local-servers';
import type { DatabaseServer } from './database-server.js';
import type { ManagedProcess } from './managed-process.js';
import type { ProcessRole } from './plan.js';
import type { ProcessList, ProcessRecord } from './process-list.js';
import type { StateFolder } from './state-folder.js';

/** Order in which processes end: who asks before who is asked. PostgreSQL comes last. */
const ENDING: readonly ProcessRole[] = ['gateway', 'subgraph', 'worker', 'identity'];
/** Tokens live an hour; one this old is asked for anew. */
const TOKEN_GOOD_FOR_MS = 30 * 60_000;

export interface SystemParts {
  readonly state: StateFolder;
  readonly list: ProcessList;
  readonly server: DatabaseServer;
  readonly postgres: Postgres;
  readonly processes: readonly ManagedProcess[];
  readonly databases: Readonly<Record<string, DatabaseUrls>>;
  readonly queueUrl: string;
}

/** A local system that runs. */
export class RunningSystem {
  readonly #parts: SystemParts;
  readonly #tokens = new Map<string, { readonly token: Promise<string>; readonly until: number }>();

  constructor(parts: SystemParts) {
    this.#parts = parts;
  }

  /** The graph. */
  get url(): string {
    return `${this.#process('gateway').url}/graphql`;
  }

  get issuer(): string {
    return this.#process('identity').url;
  }

  /** Base URL of every process by its name: `births`, `births-worker`, `gateway`, `identity`. */
  get urls(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#parts.processes.map(({ name, url }) => [name, url]));
  }

  /** Who runs now. */
  get processes(): readonly ProcessRecord[] {
    return this.#parts.list.records;
  }

  get state(): StateFolder {
    return this.#parts.state;
  }

  /** Superuser on the database `postgres`. */
  get adminUrl(): string {
    return this.#parts.postgres.adminUrl;
  }

  /** Each database's three logins, by the service's name. */
  get databases(): Readonly<Record<string, DatabaseUrls>> {
    return this.#parts.databases;
  }

  get queueUrl(): string {
    return this.#parts.queueUrl;
  }

  /** Ends a process, by default with -9, and keeps it down until {@link start}. */
  async kill(name: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.#process(name).stop(signal);
  }

  /** Sends a signal and waits for nothing: SIGSTOP and SIGCONT delay a process. */
  signal(name: string, signal: NodeJS.Signals): void {
    const { pid } = this.#process(name);
    if (pid === undefined) throw new Error(`${name} is not running`);
    process.kill(pid, signal);
  }

  /** Starts a process that was killed, on its old port; resolves when it is ready. */
  async start(name: string): Promise<void> {
    await this.#process(name).start();
  }

  /** Stops and starts PostgreSQL under everybody. `immediate`: as if the power went. */
  async restartPostgres(how: 'fast' | 'immediate' = 'fast'): Promise<void> {
    await this.#parts.server.stop(how);
    await this.#parts.server.start();
  }

  /** A bearer token of the demo person or machine of a role; remembered while it is good. */
  token(role: string, narrowing: Narrowing = {}): Promise<string> {
    const key = JSON.stringify([role, narrowing.territory, narrowing.facility]);
    const known = this.#tokens.get(key);
    if (known && known.until > performance.now()) return known.token;
    const token = requestToken({ issuer: this.issuer, folder: this.state.identity, role, ...narrowing });
    this.#tokens.set(key, { token, until: performance.now() + TOKEN_GOOD_FOR_MS });
    token.catch(() => this.#tokens.delete(key));
    return token;
  }

  /** Stops everything in order; what does not end in time is killed. Says which kind it is stopping. */
  async stop(tell: (line: string) => void = () => undefined): Promise<void> {
    for (const role of ENDING) {
      const ending = this.#parts.processes.filter((one) => one.role === role);
      if (ending.length > 0) tell(`stopping ${ending.map(({ name }) => name).join(', ')}`);
      await Promise.all(ending.map((one) => one.stop()));
    }
    tell('stopping PostgreSQL');
    await this.#parts.server.stop();
    this.#parts.list.remove('launcher');
  }

  #process(name: string): ManagedProcess {
    const found = this.#parts.processes.find((one) => one.name === name);
    if (!found)
      throw new Error(`no process "${name}"; there are: ${this.#parts.processes.map((p) => p.name).join(', ')}`);
    return found;
  }
}
