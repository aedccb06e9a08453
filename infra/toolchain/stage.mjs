import { spawn } from 'node:child_process';
import { ROOT } from './bootstrap.mjs';

/**
 * Runs one program of a check with this Node and keeps its output for when it fails.
 * `onLine` sees each line as it comes; `variables` are added to the environment. Resolves with `{ code, output, seconds }`.
 */
export async function stage(args, onLine = () => undefined, variables = {}) {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, FORCE_COLOR: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
  let output = '';
  let rest = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      for (const line of lines) onLine(line);
    });
  }
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop);
  return { code, output, seconds: ((performance.now() - began) / 1_000).toFixed(1) };
}
