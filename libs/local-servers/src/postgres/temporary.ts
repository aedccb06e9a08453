import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeDataFolder } from './data-folder.js';
import { type PostgresOptions, startPostgres } from './postgres.js';
import { clearPostmaster } from './postmaster.js';

export interface TemporaryPostgres {
  /** URL of the superuser on the database `postgres`. */
  readonly adminUrl: string;
  /** Ends the server and removes all that it had. */
  stop(): Promise<void>;
}

/**
 * A PostgreSQL of its own for as long as this process needs it. What a process that was killed left behind under the same
 * prefix is removed first: the folder's name says whose it was.
 */
export async function temporaryPostgres(
  prefix: string,
  options: Pick<PostgresOptions, 'maxConnections' | 'settings'> = {},
): Promise<TemporaryPostgres> {
  await removeLeftovers(prefix);
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  // PostgreSQL has to get through it as `nobody` when it is started as root; its own folder inside is closed.
  await chmod(folder, 0o711);
  const { maxConnections, settings } = options;
  const postgres = await startPostgres({
    folder: join(folder, 'data'),
    logFile: join(folder, 'postgres.log'),
    password: randomBytes(24).toString('base64url'),
    maxConnections,
    settings: { shared_buffers: '64MB', log_min_messages: 'error', ...settings },
  }).catch(async (error) => {
    await remove(folder);
    throw error;
  });
  const stop = async () => {
    await postgres.stop('immediate');
    await remove(folder);
  };
  return { adminUrl: postgres.adminUrl, stop };
}

async function removeLeftovers(prefix: string): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : 0;
    if (owner && !isAlive(owner)) await remove(join(tmpdir(), name));
  }
}

async function remove(folder: string): Promise<void> {
  await clearPostmaster(join(folder, 'data'));
  await removeDataFolder(join(folder, 'data'));
  await rm(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
