import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Database } from '@kamkor/database';
import type { MigrationClass } from '@kamkor/persistence';

/** A service or lib with a database of its own, as it was built. */
export interface Unit {
  /** Below the root of the repository: `services/births`. */
  readonly folder: string;
  readonly database: Database;
}

export interface Migrated extends Unit {
  /** Those of its libs first. */
  readonly migrations: readonly MigrationClass[];
}

/** Where a service's snapshot stands. */
export const snapshotOfUnit = ({ folder }: Unit): string => join(folder, 'database', 'snapshot.sql');

/** All services and libs below `root` that have a folder `database`. */
export async function unitsIn(root: string): Promise<Unit[]> {
  const units: Unit[] = [];
  for (const group of ['libs', 'services']) {
    const entries = await readdir(join(root, group), { withFileTypes: true });
    for (const name of entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()) {
      const folder = join(group, name);
      const database = await exported(root, folder, 'database', (value) => isDatabase(value) && value.name === name);
      if (database) units.push({ folder, database: database as Database });
    }
  }
  return units;
}

/** The services, with what their databases are made by today. */
export async function migratedIn(root: string): Promise<Migrated[]> {
  const services = (await unitsIn(root)).filter(({ folder }) => folder.startsWith('services'));
  return await Promise.all(
    services.map(async (unit) => {
      const migrations = await exported(root, unit.folder, 'migrations', Array.isArray);
      if (!migrations) throw new Error(`${unit.folder}/migrations/index.ts exports no list of migrations`);
      return { ...unit, migrations: migrations as readonly MigrationClass[] };
    }),
  );
}

const isDatabase = (value: unknown): value is Database =>
  typeof value === 'object' && value !== null && 'objects' in value && 'libs' in value;

/** What a part of a unit exports of a kind; undefined where it has no such part. */
async function exported(root: string, folder: string, part: string, wanted: (value: unknown) => boolean) {
  const file = join(root, folder, 'dist', part, 'index.js');
  const built = await readFile(file).catch(() => undefined);
  if (!built) return undefined;
  const values: unknown[] = Object.values(await import(pathToFileURL(file).href));
  return values.find(wanted);
}
