import { type Postgres, type PostgresOptions, startPostgres } from '@kamkor/local-servers';
import type { Surroundings } from './managed-process.js';

const MOST_RESTARTS = 5;

/** The system's PostgreSQL: started first, stopped last, started again when it dies by itself. */
export class DatabaseServer {
  readonly #options: PostgresOptions;
  readonly #around: Surroundings;
  #running: Postgres | undefined;
  #restarts = 0;

  constructor(options: PostgresOptions, around: Surroundings) {
    this.#options = options;
    this.#around = around;
  }

  async start(): Promise<Postgres> {
    const running = await startPostgres(this.#options);
    this.#running = running;
    const urls = { base: `postgres://127.0.0.1:${running.port}` };
    this.#around.list.put({ name: 'postgres', role: 'database', pid: running.pid, urls });
    void running.exited.then(() => this.#died(running));
    return running;
  }

  async stop(how: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.stop(how);
    this.#around.list.remove('postgres');
  }

  #died(which: Postgres): void {
    if (this.#running !== which) return;
    this.#running = undefined;
    this.#around.list.remove('postgres');
    const again = this.#restarts++ < MOST_RESTARTS;
    this.#around.tell(
      `PostgreSQL ended by itself, see ${this.#options.logFile}. ${again ? 'Starting it again.' : 'It stays down.'}`,
    );
    if (again) this.start().catch((error: Error) => this.#around.tell(error.message));
  }
}
