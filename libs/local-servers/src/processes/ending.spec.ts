import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endProcess } from './ending.js';

async function started(code: string): Promise<number> {
  const child = spawn(process.execPath, ['-e', `${code}; console.log('up'); setInterval(() => {}, 1000)`]);
  await once(child.stdout, 'data');
  return child.pid!;
}

describe('ending a process', () => {
  it('asks first, and kills who does not listen', async () => {
    expect(await endProcess(await started(''))).toBe('ended');
    const deaf = await started('process.on("SIGTERM", () => {})');
    expect(await endProcess(deaf, { patienceMs: 100 })).toBe('killed');
  });

  it('does nothing when the pid belongs to somebody else by now', async () => {
    const pid = await started('');
    expect(await endProcess(pid, { startedAt: 'long ago' })).toBe('gone');
    expect(await endProcess(pid)).toBe('ended');
    expect(await endProcess(pid)).toBe('gone');
  });
});
