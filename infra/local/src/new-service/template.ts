import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Names } from './names.js';

/** Where the files of a new service stand, at their places below the root, under the name `new-service`. */
const TEMPLATE = 'infra/local/template';
const ENDING = '.template';

/** The files of a service by their paths, with its names in place of those of the template. */
export async function filesOf(root: string, names: Names, timestamp: string): Promise<Map<string, string>> {
  const folder = join(root, TEMPLATE);
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = new Map<string, string>();
  for (const entry of entries.filter((one) => one.isFile() && one.name.endsWith(ENDING))) {
    const file = join(entry.parentPath, entry.name);
    const path = renamed(relative(folder, file).slice(0, -ENDING.length), names);
    files.set(path, renamed(await readFile(file, 'utf8'), names).replaceAll('1000000000000', timestamp));
  }
  return files;
}

/** The text of the template with the names of a service. */
function renamed(text: string, { name, snake, pascal, camel, kind }: Names): string {
  return text
    .replaceAll('NEW_SERVICE_DECISION', kind)
    .replaceAll('new_service', snake)
    .replaceAll('new-service', name)
    .replaceAll('NewService', pascal)
    .replaceAll('newService', camel);
}
