import { execFile } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'graphql';
import { firstDifference } from './schema-difference.js';
import { composedSupergraph } from './supergraph.js';

const execute = promisify(execFile);
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** A file that is generated and committed: what it holds and what it should hold. */
interface Generated {
  readonly file: string;
  readonly committed: string;
  readonly now: string;
}

/**
 * Generates each service's `schema.graphql` (its own `dist/src/schema.js` prints it) and `gateway/supergraph.graphql`
 * under `root`. `check` writes nothing and gives a message for each file that would change; `write` gives none.
 */
export async function composeGraph(root: string, mode: 'check' | 'write'): Promise<string[]> {
  const schemas = await Promise.all((await servicesIn(root)).map((service) => subgraphOf(root, service)));
  const supergraph = join('gateway', 'supergraph.graphql');
  const files: Generated[] = [
    ...schemas.map(({ generated }) => generated),
    {
      file: supergraph,
      committed: await contentOf(join(root, supergraph)),
      now: composedSupergraph(schemas.map(({ name, generated }) => ({ name, typeDefs: parse(generated.now) }))),
    },
  ];
  const drifted = files.filter(({ committed, now }) => committed !== now);
  if (mode === 'write') {
    for (const { file, now } of drifted) await writeFile(join(root, file), now);
    return [];
  }
  return drifted.map(({ file, committed, now }) => `${file} has drifted:\n${firstDifference(committed, now)}`);
}

async function servicesIn(root: string): Promise<string[]> {
  const entries = await readdir(join(root, 'services'), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function subgraphOf(root: string, name: string): Promise<{ name: string; generated: Generated }> {
  const file = join('services', name, 'schema.graphql');
  const printer = join(root, 'services', name, 'dist', 'src', 'schema.js');
  if (!(await stat(printer).catch(() => null))) throw new Error(`${printer} is missing: build first`);
  const { stdout } = await execute(process.execPath, [printer], { maxBuffer: OUTPUT_LIMIT, cwd: root });
  return { name, generated: { file, committed: await contentOf(join(root, file)), now: `${stdout.trimEnd()}\n` } };
}

const contentOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });

if (process.argv[1] === import.meta.filename) {
  const [mode] = process.argv.slice(2);
  if (mode !== '--check' && mode !== '--write') {
    console.error('usage: compose.js --check | --write');
    process.exit(2);
  }
  const root = join(import.meta.dirname, '..', '..', '..');
  const drift = await composeGraph(root, mode === '--check' ? 'check' : 'write').catch((error: Error) => [
    error.message,
  ]);
  if (drift.length > 0) {
    console.error(`${drift.join('\n\n')}\n\nWrite what is meant with: npm run schema -- --write`);
    process.exit(1);
  }
}
