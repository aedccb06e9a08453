import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs programs, one at a time; gives what they print. Throws with all that they said where one fails. */
export interface Run {
  node(...args: readonly string[]): Promise<string>;
  pnpm(...args: readonly string[]): Promise<string>;
}

/** `signal` ends the program that runs, and all that it has started, before anything else is thrown. */
export function runIn(folder: string, signal: AbortSignal): Run {
  const pnpm = join(folder, '.toolchain/node_modules/.bin', process.platform === 'win32' ? 'pnpm.exe' : 'pnpm');
  return {
    node: (...args) => run(process.execPath, args, folder, signal),
    pnpm: (...args) => run(pnpm, args, folder, signal),
  };
}

async function run(program: string, args: readonly string[], cwd: string, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const end = () => endGroup(child.pid);
  signal.addEventListener('abort', end);
  let printed = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text;
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => signal.removeEventListener('abort', end));
  signal.throwIfAborted();
  if (code !== 0) throw new Error(`${args.slice(0, 2).join(' ')} failed:\n${said.trim()}`);
  return printed;
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid) process.kill(-pid, 'SIGTERM');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
