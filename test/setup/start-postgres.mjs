// One PostgreSQL for all suites of a Jest run; each suite makes its own database in it (KAMKOR_TEST_POSTGRES: superuser).
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import './typescript-sources.mjs';

const PREFIX = 'kamkor-test-postgres-';

export default async function start() {
  const { clearPostmaster, removeDataFolder, startPostgres } = await import(
    '../../libs/local-servers/src/postgres/index.ts'
  );
  await removeLeftovers({ clearPostmaster, removeDataFolder });
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // PostgreSQL has to get through it as `nobody` when the tests run as root; its own folder inside is closed.
  await chmod(folder, 0o711);
  const postgres = await startPostgres({
    folder: join(folder, 'data'),
    logFile: join(folder, 'postgres.log'),
    password: randomBytes(24).toString('base64url'),
    maxConnections: 300,
    settings: { shared_buffers: '64MB', max_wal_size: '512MB', log_min_messages: 'error' },
  });
  process.env.KAMKOR_TEST_POSTGRES = postgres.adminUrl;
  globalThis.kamkorTestPostgres = {
    stop: async () => {
      await postgres.stop('immediate');
      await removeDataFolder(join(folder, 'data'));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A Jest that was killed leaves its PostgreSQL running: the folder's name says whose it was. */
async function removeLeftovers({ clearPostmaster, removeDataFolder }) {
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : 0;
    if (!owner || isAlive(owner)) continue;
    const folder = join(tmpdir(), name);
    await clearPostmaster(join(folder, 'data'));
    await removeDataFolder(join(folder, 'data'));
    await rm(folder, { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
