// A PostgreSQL of a bench's own: fsync and synchronous_commit on, removed afterwards.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeDataFolder, startPostgres } from '@kamkor/local-servers';
import pg from 'pg';

const SETTINGS = { shared_buffers: '1GB', max_wal_size: '4GB', maintenance_work_mem: '512MB', fsync: 'on' };

/** Does the work with a server and a folder for it, and removes both whatever happens; `stop` is aborted on a signal. */
export async function withPostgres(name, work) {
  const folder = await mkdtemp(join(tmpdir(), `kamkor-bench-${name}-`));
  await chmod(folder, 0o711);
  const data = join(folder, 'data');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort(new Error('interrupted')));
  let postgres;
  try {
    postgres = await startPostgres({
      folder: data,
      password: 'bench',
      logFile: join(folder, 'log'),
      settings: SETTINGS,
    });
    const interrupted = new Promise((_resolve, reject) =>
      stop.signal.addEventListener('abort', () => reject(stop.signal.reason)),
    );
    return await Promise.race([work({ adminUrl: postgres.adminUrl, folder, signal: stop.signal }), interrupted]);
  } finally {
    await postgres?.stop('immediate').catch(() => undefined);
    await removeDataFolder(data);
    await rm(folder, { recursive: true, force: true });
  }
}

/** An open connection of the superuser to one database. */
export async function superuserOf(adminUrl, database) {
  const client = new pg.Client({
    connectionString: Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
