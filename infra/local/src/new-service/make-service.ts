import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copyTree } from './copy-tree.js';
import { ENTRIES, withSection } from './entries.js';
import type { Change } from './move-in.js';
import type { Names } from './names.js';
import { type Run, runIn } from './run.js';
import { filesOf } from './template.js';

const MATRIX = 'test/security/authorisation-matrix.md';
/** What commands write from the parts of a service. */
const GENERATED = ['gateway/supergraph.graphql', 'pnpm-lock.yaml'];

/**
 * Makes a service in a copy of the tree, where everything that is generated of it can be generated. Gives what has to change
 * outside of its folder.
 */
export async function makeService(root: string, tree: string, names: Names, signal: AbortSignal): Promise<Change[]> {
  const { name, pascal } = names;
  const folder = join('services', name);
  const timestamp = String(Date.now());
  await copyTree(root, tree, signal);
  const run = runIn(tree, signal);

  const files = await filesOf(root, names, timestamp);
  for (const [path, text] of files) await put(join(tree, path), text);
  for (const [path, entry] of Object.entries(ENTRIES)) await edit(join(tree, path), (text) => entry(text, names));
  await linkPackages(tree, folder);
  await run.pnpm('install', '--lockfile-only', '--prefer-offline');
  // It is made anew under the time that it has here.
  await put(join(tree, folder, 'migrations', `${timestamp}-Create${pascal}.ts`), '');
  await build(run);
  await run.node('infra/local/dist/src/schema.js', '--initial', name);
  const written = [...files.keys(), ...Object.keys(ENTRIES)].filter((path) => path.endsWith('.ts'));
  await run.node('node_modules/@biomejs/biome/bin/biome', 'check', '--write', '--colors=off', folder, ...written);
  await build(run);
  await run.node('infra/local/dist/src/schema.js', '--write');
  const section = await run.node('test/security/print-matrix.mjs', name);
  await edit(join(tree, MATRIX), (text) => withSection(text, name, section));

  const outside = [...files.keys()].filter((path) => !path.startsWith(folder));
  const paths = [...outside, ...Object.keys(ENTRIES), ...GENERATED, MATRIX];
  return await Promise.all(
    paths.map(async (path) => ({
      path,
      before: existsSync(join(root, path)) ? await readFile(join(root, path), 'utf8') : null,
      after: await readFile(join(tree, path), 'utf8'),
    })),
  );
}

const build = (run: Run) => run.node('infra/toolchain/build.mjs');

/** Links what its package names, as the packages of others are linked: nothing has to be installed. */
async function linkPackages(tree: string, folder: string): Promise<void> {
  const { dependencies, devDependencies } = JSON.parse(await readFile(join(tree, folder, 'package.json'), 'utf8'));
  const others = await packagesIn(tree);
  for (const dependency of Object.keys({ ...dependencies, ...devDependencies })) {
    const known = others.map((other) => join(other, 'node_modules', dependency)).find(existsSync);
    if (!known) throw new Error(`no package of the tree has ${dependency}`);
    const link = join(tree, folder, 'node_modules', dependency);
    await mkdir(dirname(link), { recursive: true });
    await symlink(await readlink(known), link);
  }
}

async function packagesIn(tree: string): Promise<string[]> {
  const groups = ['services', 'libs', 'infra'].map((group) => join(tree, group));
  return (
    await Promise.all(groups.map(async (group) => (await readdir(group)).map((name) => join(group, name))))
  ).flat();
}

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, 'utf8')));
}
