// The services of Kamkor: every folder of services/ with a declaration. Builtins only, nothing has to be built.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @returns {string[]} */
export const servicesIn = (root = ROOT) =>
  readdirSync(join(root, 'services'))
    .filter((name) => existsSync(join(root, 'services', name, 'src/service.ts')))
    .sort();
