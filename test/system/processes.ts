import { endProcess } from '@kamkor/local-servers';

/** Ends a process as if the power went; resolves when it is gone. */
export async function killHard(pid: number): Promise<void> {
  await endProcess(pid, { signal: 'SIGKILL' });
}

/** Holds a process still while `work` runs, as a long pause of its machine would, and lets it go on afterwards. */
export async function whileHeld<Result>(pid: number, work: () => Promise<Result>): Promise<Result> {
  process.kill(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}
