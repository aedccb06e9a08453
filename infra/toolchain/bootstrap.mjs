// Brings the pinned Node and pnpm and the locked packages; builtins only, runs on any Node from 20 on.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

const TOOLCHAIN = join(ROOT, '.toolchain');
const PINNED = `${JSON.stringify({
  private: true,
  dependencies: { node: '26.10.0', pnpm: '12.21.0' },
  allowScripts: { node: true, pnpm: true },
})}\n`;

const windows = process.platform === 'win32';
export const NODE = join(TOOLCHAIN, 'node_modules/node/bin', windows ? 'node.exe' : 'node');

/** What npm sets for its scripts would steer pnpm and the npm that fetches the toolchain: it is taken out. */
export function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_(config|package|lifecycle)_/i.test(name));
  const env = Object.fromEntries(kept);
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  env[pathName] = [join(TOOLCHAIN, 'node_modules/.bin'), env[pathName]].filter(Boolean).join(delimiter);
  return env;
}

/** Makes sure of the toolchain and the packages. Prints a line only for what takes long. */
export async function bootstrap() {
  const pinned = join(TOOLCHAIN, 'package.json');
  if (!existsSync(NODE) || read(pinned) !== PINNED) {
    console.error('Fetching the pinned Node and pnpm (only the first time) …');
    mkdirSync(TOOLCHAIN, { recursive: true });
    writeFileSync(pinned, PINNED);
    const npm = process.env.npm_execpath;
    const install = ['install', '--no-package-lock', '--no-audit', '--no-fund'];
    if (npm && /\.c?js$/.test(npm)) await quietly(process.execPath, [npm, ...install], TOOLCHAIN);
    else await quietly(windows ? 'npm.cmd' : 'npm', install, TOOLCHAIN);
  }
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'pnpm-lock.yaml')))
    .digest('hex');
  const installed = join(TOOLCHAIN, 'installed-lock');
  if (read(installed) !== lock || !existsSync(join(ROOT, 'node_modules/.modules.yaml'))) {
    console.error('Installing packages …');
    const pnpm = windows ? 'pnpm.exe' : 'pnpm';
    await quietly(
      join(TOOLCHAIN, 'node_modules/.bin', pnpm),
      ['install', '--frozen-lockfile', '--reporter=append-only'],
      ROOT,
    );
    writeFileSync(installed, lock);
  }
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Runs a program whose output nobody needs unless it fails. */
async function quietly(program, args, cwd) {
  const child = spawn(program, args, { cwd, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-20_000);
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve(signal ?? exitCode));
  });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed (${code}):\n${output}`);
}
