import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file of the tree that is written; null: it is not there before. */
export interface Change {
  readonly path: string;
  readonly before: string | null;
  readonly after: string;
}

/** What is about to be done, so that it can be taken back whenever the process ends. */
interface Journal {
  readonly folder: string;
  readonly changes: readonly Change[];
}

const journalIn = (work: string): string => join(work, 'journal.json');

/**
 * Moves what was made in a copy into the tree: all of it or nothing. It waits for nothing, so that a signal is heeded
 * before or after it; for a process that is killed in the middle there is the journal, see {@link takeBack}.
 */
export function moveIn(root: string, work: string, made: Journal & { readonly from: string }): void {
  const { folder, changes, from } = made;
  const changed = changes.find(({ path, before }) => contentOf(join(root, path)) !== before);
  if (changed) throw new Error(`${changed.path} was changed meanwhile. Run it again.`);
  write(journalIn(work), JSON.stringify({ folder, changes } satisfies Journal));
  try {
    for (const { path, after } of changes) write(join(root, path), after);
    renameSync(from, join(root, folder));
  } catch (error) {
    takeBack(root, work);
    throw error;
  }
  rmSync(journalIn(work));
}

/**
 * Takes back what a process had moved in when it ended in the middle, if one had. Gives the files that somebody has
 * changed since: they are left as they are.
 */
export function takeBack(root: string, work: string): string[] {
  const written = contentOf(journalIn(work));
  if (written === null) return [];
  const { folder, changes } = JSON.parse(written) as Journal;
  const left: string[] = [];
  for (const { path, before, after } of changes) {
    const file = join(root, path);
    const now = contentOf(file);
    if (now === before) continue;
    if (now !== after) left.push(path);
    else if (before === null) rmSync(file);
    else write(file, before);
  }
  rmSync(join(root, folder), { recursive: true, force: true });
  rmSync(journalIn(work));
  return left;
}

const contentOf = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);

/** Whole or not at all. */
function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.${process.pid}.new`;
  writeFileSync(next, text);
  renameSync(next, file);
}
