import { setTimeout as sleep } from 'node:timers/promises';
import { isSameProcess, startTimeOf } from './same-process.js';

/**
 * Asks a process to end with `signal`, waits up to `patienceMs`, then kills it with -9. Does nothing when the pid belongs to
 * another process by now. Returns how it ended; `gone` when it was not there.
 */
export async function endProcess(
  pid: number,
  { startedAt = startTimeOf(pid), signal = 'SIGTERM' as NodeJS.Signals, patienceMs = 10_000 } = {},
): Promise<'gone' | 'ended' | 'killed'> {
  if (!startedAt || !isSameProcess(pid, startedAt)) return 'gone';
  const ended = async (ms: number) => {
    for (const until = performance.now() + ms; performance.now() < until; await sleep(20)) {
      if (!isSameProcess(pid, startedAt)) return true;
    }
    return false;
  };
  send(pid, signal);
  if (await ended(patienceMs)) return 'ended';
  send(pid, 'SIGKILL');
  if (await ended(5_000)) return 'killed';
  throw new Error(`process ${pid} does not end`);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
