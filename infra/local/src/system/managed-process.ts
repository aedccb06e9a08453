import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess } from '@kamkor/local-servers';
import { tailOf } from './log-tail.js';
import type { ProcessRole } from './plan.js';
import type { ProcessList } from './process-list.js';

export interface ProcessSpec {
  readonly name: string;
  readonly role: ProcessRole;
  /** Compiled entry, run by this very Node. */
  readonly entry: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  /** Paths besides `/livez` and `/readyz` by what they are for, such as `{ clock: '/clock' }`. */
  readonly paths: Readonly<Record<string, string>>;
}

export interface Surroundings {
  readonly list: ProcessList;
  /** Tells the user something. */
  readonly tell: (line: string) => void;
}

/** Waits before the first, second … restart of a process that died; after the last it stays down. */
const BACKOFF_MS = [200, 1_000, 3_000, 10_000, 30_000];
/** A process that lived this long is healthy again: its next death counts as the first. */
const HEALTHY_AFTER_MS = 60_000;
const READY_WITHIN_MS = 60_000;

/** A process of the system: started, watched, started again when it dies by itself, stopped in order. */
export class ManagedProcess {
  readonly #spec: ProcessSpec;
  readonly #around: Surroundings;
  #child: ChildProcess | undefined;
  #wanted = false;
  #starting = false;
  #deaths = 0;

  constructor(spec: ProcessSpec, around: Surroundings) {
    this.#spec = spec;
    this.#around = around;
    if (existsSync(spec.logFile)) renameSync(spec.logFile, spec.logFile.replace(/\.log$/, '.previous.log'));
  }

  get name(): string {
    return this.#spec.name;
  }

  get role(): ProcessRole {
    return this.#spec.role;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#spec.port}`;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts the process unless it runs, and resolves when it is ready. Throws with the end of its log when it dies before. */
  async start(signal?: AbortSignal): Promise<void> {
    this.#starting = true;
    try {
      await this.#becomesReady(this.#child ?? this.#spawn(), signal);
      this.#wanted = true;
    } finally {
      this.#starting = false;
    }
  }

  /** Ends the process and keeps it down. SIGKILL: at once; any other signal: it has the time it needs, up to 25 s. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.#wanted = false;
    const child = this.#child;
    if (child?.pid !== undefined) await endProcess(child.pid, { signal, patienceMs: 25_000 });
    while (this.#child === child && child) await sleep(5);
  }

  async #becomesReady(child: ChildProcess, signal: AbortSignal | undefined): Promise<void> {
    const deadline = performance.now() + READY_WITHIN_MS;
    while (!(await this.#isReady())) {
      signal?.throwIfAborted();
      if (child !== this.#child) throw new Error(this.#obituary('died before it was ready'));
      if (performance.now() > deadline)
        throw new Error(this.#obituary(`was not ready within ${READY_WITHIN_MS / 1_000} s`));
      await sleep(40);
    }
  }

  #spawn(): ChildProcess {
    const { name, role, entry, env, logFile, port, paths } = this.#spec;
    // Logs go straight to files: a pipe would break, and the process with it, when the launcher is killed.
    const log = openSync(logFile, 'a', 0o600);
    const child = spawn(process.execPath, [entry], {
      env: { ...env, PORT: String(port) },
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const startedAt = performance.now();
    this.#child = child;
    child.once('exit', (code, signal) =>
      this.#died(child, signal ?? `exit code ${code}`, performance.now() - startedAt),
    );
    child.once('error', (error) => this.#died(child, error.message, 0));
    if (child.pid !== undefined) {
      const urls = Object.entries({ base: '', ...paths }).map(([what, path]) => [what, `${this.url}${path}`]);
      this.#around.list.put({ name, role, pid: child.pid, urls: Object.fromEntries(urls) });
    }
    return child;
  }

  #died(child: ChildProcess, how: string, livedMs: number): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#around.list.remove(this.name);
    if (!this.#wanted || this.#starting) return;
    if (livedMs > HEALTHY_AFTER_MS) this.#deaths = 0;
    const wait = BACKOFF_MS[this.#deaths++];
    const next = wait === undefined ? 'It stays down.' : `Starting it again in ${wait / 1_000} s.`;
    this.#around.tell(`${this.#obituary(`ended by itself (${how})`)}\n${next}`);
    if (wait === undefined) return;
    setTimeout(() => {
      if (this.#wanted && !this.#child) this.#spawn();
    }, wait);
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(3_000) })).ok;
    } catch {
      return false;
    }
  }

  #obituary(what: string): string {
    return `${this.name} ${what}. The end of ${this.#spec.logFile}:\n${tailOf(this.#spec.logFile)}`;
  }
}
