import { readFileSync, readlinkSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endProcess } from '../processes/ending.js';
import { startTimeOf } from '../processes/same-process.js';

/** What PostgreSQL writes into `postmaster.pid`: pid, data folder, start (epoch s), port, socket folder, address, …, status. */
export interface Postmaster {
  readonly pid: number;
  readonly ready: boolean;
}

export async function readPostmaster(folder: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
  return pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined;
}

/**
 * Ends a PostgreSQL that still runs on this data folder (its launcher was killed) and removes a `postmaster.pid` that
 * a crash left behind; a stale one whose pid now belongs to somebody else would keep PostgreSQL from starting.
 */
export async function clearPostmaster(folder: string): Promise<void> {
  const left = await readPostmaster(folder);
  if (!left) return;
  if (runsOn(left.pid, folder)) await endProcess(left.pid, { signal: 'SIGINT', patienceMs: 30_000 });
  await rm(join(folder, 'postmaster.pid'), { force: true });
}

/** Whether the process is a PostgreSQL on this very folder: PostgreSQL works inside its data folder all its life. */
function runsOn(pid: number, folder: string): boolean {
  if (!startTimeOf(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder && /^postgres/.test(readFileSync(`/proc/${pid}/comm`, 'utf8'));
  } catch {
    return false;
  }
}
