import { readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { initialMigration, initialName } from '@kamkor/database';
import { unitsIn } from './units.js';

/**
 * Writes the initial migration of a service or lib anew from its files, under the time that it has. Possible as long as
 * nothing is released, and it has no other migration. Gives the file.
 */
export async function writeInitial(root: string, name: string): Promise<string> {
  const units = await unitsIn(root);
  const unit = units.find(({ folder }) => basename(folder) === name);
  if (!unit) {
    const known = units.map(({ folder }) => basename(folder));
    throw new Error(`${name} has no database. Those that have one: ${known.join(', ')}.`);
  }
  const migrations = join(root, unit.folder, 'migrations');
  const called = initialName(unit.database);
  const files = (await readdir(migrations).catch(() => [])).filter((file) => /^\d{13}-\w+\.ts$/.test(file));
  const others = files.filter((file) => !file.endsWith(`-${called}.ts`));
  if (others.length > 0)
    throw new Error(`The initial migration of ${name} is frozen: ${others.join(', ')} came after it.`);
  const timestamp = files[0]?.slice(0, 13) ?? String(Date.now());
  const file = join(migrations, `${timestamp}-${called}.ts`);
  await writeFile(file, initialMigration(unit.database, timestamp));
  return file;
}
