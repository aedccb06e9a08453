import { execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** The account that PostgreSQL runs as when we are root, as which it refuses to run. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody` when this process is root, undefined when it is an ordinary user (PostgreSQL then runs as that one). */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Whether somebody who is not root can enter every folder above `path`; below `/root` they usually cannot. */
export async function everybodyMayEnter(path: string): Promise<boolean> {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
