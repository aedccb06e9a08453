import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { removeDataFolder } from '@kamkor/local-servers';
import { generatePrincipalKeys } from '@kamkor/principal';
import { ROOT } from './root.js';

/** Where a local system keeps its data, keys, logs and who is running. */
export interface StateFolder {
  readonly folder: string;
  readonly data: string;
  readonly identity: string;
  readonly logs: string;
  readonly clock: string;
  readonly processes: string;
  readonly secrets: string;
  readonly ports: string;
  /** The last verified head of each trail. */
  readonly verified: string;
}

export interface Secrets {
  readonly postgresPassword: string;
  readonly principal: { readonly privateKey: string; readonly publicKey: string };
  readonly trailKey: string;
}

/** `KAMKOR_STATE`, or `.kamkor` in the clone. */
export function stateFolder(folder = process.env.KAMKOR_STATE || join(ROOT, '.kamkor')): StateFolder {
  const at = (name: string) => join(resolve(folder), name);
  return {
    folder: resolve(folder),
    data: at('postgres'),
    identity: at('identity'),
    logs: at('logs'),
    clock: at('clock.json'),
    processes: at('processes.json'),
    secrets: at('secrets.json'),
    ports: at('ports.json'),
    verified: at('verified.json'),
  };
}

/**
 * Makes the folder, closed to others. When we are root PostgreSQL runs as somebody else and has to get through it, so
 * the folder then can be entered but not listed; every file with a secret is readable by its owner only.
 */
export async function prepareState(state: StateFolder): Promise<Secrets> {
  await mkdir(state.logs, { recursive: true, mode: 0o700 });
  await chmod(state.folder, process.getuid?.() === 0 ? 0o711 : 0o700);
  const kept = await readSecrets(state);
  if (kept) return kept;
  const secret = () => randomBytes(32).toString('base64url');
  const made: Secrets = { postgresPassword: secret(), principal: generatePrincipalKeys(), trailKey: secret() };
  await writeWhole(state.secrets, made);
  return made;
}

export async function readSecrets(state: StateFolder): Promise<Secrets | undefined> {
  return readJson<Secrets>(state.secrets);
}

/** Removes what a system made, and nothing else that may lie in the folder. No process of it may run. */
export async function removeState(state: StateFolder): Promise<void> {
  await removeDataFolder(state.data);
  const { identity, logs, clock, processes, secrets, ports, verified } = state;
  for (const path of [
    join(state.folder, 'demo-data-loaded'),
    identity,
    logs,
    clock,
    processes,
    ports,
    verified,
    `${state.data}.log`,
    secrets,
  ]) {
    await rm(path, { recursive: true, force: true });
  }
}

export async function readJson<Content>(file: string): Promise<Content | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as Content);
}

/** Writes a file so that a reader sees all of the old or all of the new. */
export async function writeWhole(file: string, content: unknown): Promise<void> {
  const next = `${file}.${process.pid}.new`;
  await writeFile(next, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(next, file);
}
