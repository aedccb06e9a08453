// Compiles every workspace package with swc: <package>/<part>/**/*.ts → <package>/dist/<part>/. Unchanged files are skipped.
// Of `test/` what its commands and benches run; Jest compiles the specs itself.

import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

const root = fileURLToPath(new URL('../..', import.meta.url));

const PARTS = ['src', 'database', 'migrations'];
const PARTS_OF_TEST = ['system', 'pilot', 'journeys'];

async function packages() {
  const found = ['gateway', 'test'];
  for (const group of ['libs', 'services', 'infra']) {
    for (const entry of await readdir(join(root, group), { withFileTypes: true })) {
      if (entry.isDirectory()) found.push(`${group}/${entry.name}`);
    }
  }
  return found;
}

async function files(folder, wanted) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries.filter((e) => e.isFile() && wanted(e.name)).map((e) => join(e.parentPath, e.name));
}

const modified = async (file) => (await stat(file).catch(() => ({ mtimeMs: 0 }))).mtimeMs;

async function compile(source, target, settingsChanged) {
  if ((await modified(target)) > Math.max(await modified(source), settingsChanged)) return 0;
  const { code } = await transformFile(source, { configFile: join(root, '.swcrc'), filename: source });
  await mkdir(dirname(target), { recursive: true });
  // Whole or not at all: another command may be loading the old one right now.
  const next = `${target}.${process.pid}.new`;
  await writeFile(next, code);
  await rename(next, target);
  return 1;
}

export async function build() {
  const settingsChanged = await modified(join(root, '.swcrc'));
  const jobs = [];
  for (const folder of await packages()) {
    const at = join(root, folder);
    const sources = [];
    for (const part of folder === 'test' ? PARTS_OF_TEST : PARTS) {
      sources.push(...(await files(join(at, part), (name) => name.endsWith('.ts') && !/\.(spec|d)\.ts$/.test(name))));
    }
    const targets = sources.map((source) => join(at, 'dist', relative(at, source).replace(/\.ts$/, '.js')));
    for (const stale of await files(join(at, 'dist'), (name) => name.endsWith('.js'))) {
      if (!targets.includes(stale)) await rm(stale);
    }
    sources.forEach((source, i) => {
      jobs.push(compile(source, targets[i], settingsChanged));
    });
  }
  const compiled = (await Promise.all(jobs)).reduce((sum, n) => sum + n, 0);
  return { compiled, total: jobs.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { compiled, total } = await build();
  if (compiled > 0 || !process.argv.includes('--quiet')) console.error(`built ${compiled} of ${total} files`);
}
