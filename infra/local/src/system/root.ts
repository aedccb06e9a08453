import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder of the clone: the one with the workspace file, wherever this module was compiled to. */
export const ROOT = rootAbove(import.meta.dirname);

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder;
  if (folder === dirname(folder))
    throw new Error('not inside a clone of Kamkor: there is no pnpm-workspace.yaml above');
  return rootAbove(dirname(folder));
}
