import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 16 << 20 }).split('\n');
const documents = tracked.filter(
  (file) => file.endsWith('.md') && !file.endsWith('/model.md') && file !== 'CHANGELOG.md',
);
const decisions = documents.filter((file) => /^docs\/decisions\/(?!README)/.test(file));

const TOP = /^(libs|services|test|gateway|infra|docs)\//;
/** A path may begin below the folder of a service, or of the lib whose document it is: `src/rules/…`. */
const BELOW = /^(src|database|migrations)\//;
const SERVICES = [...new Set(tracked.flatMap((file) => /^services\/[^/]+/.exec(file)?.[0] ?? []))];
const isThere = (path: string, document: string): boolean =>
  (TOP.test(path) ? [''] : [dirname(document), ...SERVICES]).some((home) => existsSync(join(ROOT, home, path)));

/** Paths in backticks; what has a placeholder stands for many. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`([\w.-]+\/[\w./-]+)`/g)]
    .map(([, path]) => path!)
    .filter((path) => TOP.test(path) || BELOW.test(path));

/** Objects of a database by name: tables, columns, functions and policies all stand in the snapshots. */
const snapshots = tracked
  .filter((file) => file.endsWith('/snapshot.sql'))
  .map(read)
  .join('\n');

it.each(documents)('%s names only files that are there, and its links lead somewhere', (document) => {
  const text = read(document);
  expect(pathsIn(text).filter((path) => !isThere(path, document))).toEqual([]);
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target!);
  expect(links.filter((target) => !existsSync(join(ROOT, dirname(document), target)))).toEqual([]);
});

it.each(decisions)('%s: what enforces and what holds a decision is where it says', (document) => {
  const lost: string[] = [];
  for (const line of read(document).split('\n')) {
    if (line.startsWith('- **Held by**')) lost.push(...lostTests(line));
    if (line.startsWith('- **Enforced in**')) lost.push(...lostSymbols(line), ...lostObjects(line));
  }
  expect(lost).toEqual([]);
});

/** `path` "title" and "title": each title is in the spec that was named last. */
function lostTests(line: string): string[] {
  const lost: string[] = [];
  let spec = '';
  for (const [, path, title] of line.matchAll(/`([^`]+)`|"([^"]+)"/g)) {
    if (path) spec = path;
    else if (!contentOf(spec).includes(title!)) lost.push(`${spec}: ${title}`);
  }
  return lost;
}

/** `path` (`symbol`, …). */
function lostSymbols(line: string): string[] {
  return [...line.matchAll(/`([^`]+\/[^`]+)` \(([^)]*)\)/g)].flatMap(([, path, symbols]) =>
    [...symbols!.matchAll(/`(\w+)`/g)]
      .map(([, symbol]) => symbol!)
      .filter((symbol) => !contentOf(path!).includes(symbol)),
  );
}

/** Names such as `visited_task` are those of tables, functions, policies or columns. */
function lostObjects(line: string): string[] {
  const outsideOfFiles = line.replace(/`[^`]+\/[^`]+`( \([^)]*\))?/g, '');
  return [...outsideOfFiles.matchAll(/`([a-z]+_[a-z_]+)`/g)]
    .map(([, name]) => name!)
    .filter((name) => !new RegExp(`\\b${name}\\b`).test(snapshots));
}

function contentOf(path: string): string {
  const file = join(ROOT, path);
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : '';
}
