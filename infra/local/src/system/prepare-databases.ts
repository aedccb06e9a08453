import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { type DatabaseUrls, provisionDatabase } from '@kamkor/local-servers';
import type { Environment, Environments } from './environment.js';
import { tailOf } from './log-tail.js';
import type { SystemPlan } from './plan.js';
import type { StateFolder } from './state-folder.js';

export interface Databases {
  /** By the service's name. */
  readonly databases: Readonly<Record<string, DatabaseUrls>>;
  readonly queueUrl: string;
}

/** Makes each service's database and, unless `queueUrl` names another, the queue's, and migrates all as their owners. */
export async function prepareDatabases(
  adminUrl: string,
  plan: SystemPlan,
  { envs, state, queueUrl }: { envs: Environments; state: StateFolder; queueUrl: string | undefined },
): Promise<Databases> {
  const databases: Record<string, DatabaseUrls> = {};
  const migrations = plan.services.map(async ({ name, database, folder }) => {
    const urls = await provisionDatabase(adminUrl, database);
    databases[name] = urls;
    await runToEnd(`${name}-migrate`, join(folder, 'dist/src/migrate.js'), envs.migration(urls), state.logs);
  });
  if (queueUrl) {
    await allOrWhyNot(migrations);
    return { databases, queueUrl };
  }
  const queue = await provisionDatabase(adminUrl, plan.queueDatabase);
  migrations.push(runToEnd('queue-migrate', plan.queueMigration, envs.migration(queue), state.logs));
  await allOrWhyNot(migrations);
  return { databases, queueUrl: queue.worker };
}

/** Runs a compiled entry until it ends. Throws with the end of its log when it fails. */
async function runToEnd(name: string, entry: string, env: Environment, logFolder: string): Promise<void> {
  const logFile = join(logFolder, `${name}.log`);
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(process.execPath, [entry], { env: { ...env }, stdio: ['ignore', log, log] });
  closeSync(log);
  const code = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, signal) => resolve(signal ?? exitCode ?? 1));
  });
  if (code !== 0) throw new Error(`${name} failed (${code}). The end of ${logFile}:\n${tailOf(logFile)}`);
}

/** Waits for all before it throws the first error: nothing goes on in the background while the caller cleans up. */
export async function allOrWhyNot<Work extends readonly Promise<unknown>[]>(work: Work) {
  await Promise.allSettled(work);
  return Promise.all(work);
}
