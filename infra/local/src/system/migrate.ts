import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { tailOf } from '../processes/log-tail.js';
import type { Environment } from './environment.js';

/** Runs a compiled entry until it ends. Throws with the end of its log when it fails. */
export async function runToEnd(name: string, entry: string, env: Environment, logFolder: string): Promise<void> {
  const logFile = join(logFolder, `${name}.log`);
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(process.execPath, [entry], { env: { ...env }, stdio: ['ignore', log, log] });
  closeSync(log);
  const code = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, signal) => resolve(signal ?? exitCode ?? 1));
  });
  if (code !== 0) throw new Error(`${name} failed (${code}). The end of ${logFile}:\n${tailOf(logFile)}`);
}
