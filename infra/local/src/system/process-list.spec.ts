import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { isSameProcess, startTimeOf } from '@kamkor/local-servers';
import { endSurvivors, type ProcessRecord, survivorsOf } from './process-list.js';

const WAITS =
  'process.on("SIGTERM", () => { process.stdout.write("asked"); process.exit(0); }); console.log("up"); setInterval(() => {}, 1000);';

async function aProcess(): Promise<ChildProcess & { pid: number }> {
  const child = spawn(process.execPath, ['-e', WAITS], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  return child as ChildProcess & { pid: number };
}

const recordOf = (pid: number, startedAt = startTimeOf(pid)!): ProcessRecord => ({
  name: `p${pid}`,
  role: 'worker',
  pid,
  startedAt,
  since: '2026-11-22T00:00:00Z',
  urls: {},
});

describe('a process that an earlier start left', () => {
  it('is known by pid and start time together', async () => {
    const [one, other] = [await aProcess(), await aProcess()];
    expect(isSameProcess(one.pid, startTimeOf(one.pid)!)).toBe(true);
    // The pid of a process that ended, given to a later one, which is not ours to end.
    expect(isSameProcess(other.pid, '1/1')).toBe(false);
    const reused = recordOf(other.pid, 'another boot/12345');
    expect(survivorsOf([recordOf(one.pid), reused])).toEqual([recordOf(one.pid)]);

    const asked = once(one.stdout!, 'data');
    const ended = once(one, 'exit');
    await endSurvivors(survivorsOf([recordOf(one.pid), reused]));
    expect(String(await asked)).toBe('asked');
    expect(await ended).toEqual([0, null]);
    expect(other.exitCode).toBe(null);
    other.kill('SIGKILL');
  });

  it('is not there any more once it has ended, also while nobody has asked for its exit code', async () => {
    const child = await aProcess();
    const startedAt = startTimeOf(child.pid)!;
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(startTimeOf(child.pid)).toBe(undefined);
    expect(survivorsOf([recordOf(child.pid, startedAt)])).toEqual([]);
    expect(startTimeOf(2 ** 22 + 1)).toBe(undefined);
  });
});
