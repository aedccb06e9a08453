import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { REACHABLE_FOLDER } from './binaries.js';
import { type Account, everybodyMayEnter } from './unprivileged.js';

/**
 * The real folder behind `folder`, made if there is none. Where the unprivileged account can't reach it the data lives
 * under /var/lib/kamkor (a durable place, unlike /tmp) and `folder` is a link to it.
 */
export async function prepareDataFolder(folder: string, account: Account | undefined): Promise<string> {
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  const existing = await realpath(folder).catch(() => undefined);
  if (existing) return existing;
  await rm(folder, { force: true });
  if (!account || (await everybodyMayEnter(folder))) return ownFolder(folder, account);
  const name = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16);
  const elsewhere = await ownFolder(join(REACHABLE_FOLDER, `data-${name}`), account);
  await symlink(elsewhere, folder);
  return elsewhere;
}

async function ownFolder(folder: string, account: Account | undefined): Promise<string> {
  await mkdir(folder, { recursive: true });
  if (account) await chown(folder, account.uid, account.gid);
  await chmod(folder, 0o700);
  return realpath(folder);
}

/** Removes a data folder and, where it is a link, what it points at. PostgreSQL must not run. */
export async function removeDataFolder(folder: string): Promise<void> {
  const real = await realpath(folder).catch(() => undefined);
  if (real) await rm(real, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

/** Runs initdb unless the folder already holds a cluster. Sorting and letter case are the same on every platform. */
export async function initialise(
  folder: string,
  { binaries, account, password }: { binaries: string; account: Account | undefined; password: string },
): Promise<void> {
  if (await readFile(join(folder, 'PG_VERSION')).catch(() => undefined)) return;
  const secret = await mkdtemp(join(account ? '/tmp' : dirname(folder), 'kamkor-initdb-'));
  const file = join(secret, 'password');
  try {
    await writeFile(file, `${password}\n`, { mode: 0o600 });
    if (account) for (const path of [secret, file]) await chown(path, account.uid, account.gid);
    await promisify(execFile)(
      join(binaries, 'bin', 'initdb'),
      [
        `--pgdata=${folder}`,
        `--pwfile=${file}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { ...account, cwd: folder },
    );
  } finally {
    await rm(secret, { recursive: true, force: true });
  }
}
