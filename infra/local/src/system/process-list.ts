import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { endProcess, isSameProcess, startTimeOf } from '@kamkor/local-servers';
import type { ProcessRole } from './plan.js';

/** One line of `processes.json`. */
export interface ProcessRecord {
  readonly name: string;
  readonly role: ProcessRole | 'launcher' | 'database';
  readonly pid: number;
  /** Tells this process from a later one with the same pid; opaque. */
  readonly startedAt: string;
  /** When it was started, real time. */
  readonly since: string;
  /** Without credentials: `base`, and where there is one `graphql`, `issuer`, `clock`, `idle`. */
  readonly urls: Readonly<Record<string, string>>;
}

/** Who runs in a state folder, kept in its `processes.json` so that the next start, commands and tests find them. */
export class ProcessList {
  #records: ProcessRecord[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  get records(): readonly ProcessRecord[] {
    return this.#records;
  }

  /** Written at once and synchronously: a launcher killed right after starting a process still leaves its name here. */
  put(record: Omit<ProcessRecord, 'startedAt' | 'since'>): void {
    const startedAt = startTimeOf(record.pid);
    this.#records = this.#records.filter(({ name }) => name !== record.name);
    if (startedAt) this.#records.push({ ...record, startedAt, since: new Date().toISOString() });
    this.#write();
  }

  remove(name: string): void {
    this.#records = this.#records.filter((record) => record.name !== name);
    this.#write();
  }

  #write(): void {
    const next = `${this.#file}.${process.pid}.new`;
    writeFileSync(next, `${JSON.stringify({ processes: this.#records }, null, 2)}\n`, { mode: 0o600 });
    renameSync(next, this.#file);
  }
}

export function readProcessList(file: string): readonly ProcessRecord[] {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { processes: ProcessRecord[] }).processes;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Those of the list that still run, known by pid and start time. */
export const survivorsOf = (records: readonly ProcessRecord[]): readonly ProcessRecord[] =>
  records.filter(({ pid, startedAt }) => isSameProcess(pid, startedAt));

/** Order of ending: who asks before who is asked, PostgreSQL after everybody who uses it. */
const ENDING: readonly ProcessRecord['role'][] = ['gateway', 'subgraph', 'worker', 'identity', 'database'];

/** Ends what a killed launcher left behind, in order, and nobody else. */
export async function endSurvivors(survivors: readonly ProcessRecord[]): Promise<void> {
  for (const role of ENDING) {
    const signal = role === 'database' ? 'SIGINT' : 'SIGTERM';
    const ending = survivors.filter((one) => one.role === role);
    await Promise.all(ending.map(({ pid, startedAt }) => endProcess(pid, { startedAt, signal, patienceMs: 15_000 })));
  }
}
