import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSameProcess, removeDataFolder } from '@kamkor/local-servers';
import { readProcessList } from './process-list.js';
import { ROOT } from './root.js';
import { startSystem } from './start-system.js';
import { stateFolder } from './state-folder.js';
import { tinyPlan } from './testing/tiny-plan.js';

const COMPILED = join(ROOT, 'infra/local/dist/src');

const LAUNCHER = (state: string, folder: string) => `
import { startSystem } from '${COMPILED}/index.js';
import { tinyPlan } from '${COMPILED}/system/testing/tiny-plan.js';
await startSystem({ state: '${state}', plan: tinyPlan('${folder}') });
console.log('ready');
`;

describe('after kill -9 of the launcher alone', () => {
  it('the next start ends what it left, and only that, and goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kamkor-survivors-'));
    chmodSync(folder, 0o711);
    const state = join(folder, 'state');
    const script = join(folder, 'launcher.mjs');
    writeFileSync(script, LAUNCHER(state, join(folder, 'plan')));
    const launcher = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    expect(String((await once(launcher.stdout, 'data'))[0])).toBe('ready\n');
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');

    const file = stateFolder(state).processes;
    const left = readProcessList(file).filter(({ role }) => role !== 'launcher');
    expect(left.map(({ name }) => name).sort()).toEqual(['gateway', 'identity', 'postgres', 'tiny', 'tiny-worker']);
    expect(left.every(({ pid, startedAt }) => isSameProcess(pid, startedAt))).toBe(true);
    // A line whose pid went to somebody else after the crash: us.
    const stranger = { ...left[0]!, name: 'stranger', pid: process.pid, startedAt: 'before the crash' };
    writeFileSync(file, JSON.stringify({ processes: [...readProcessList(file), stranger] }));

    const told: string[] = [];
    const system = await startSystem({ state, plan: tinyPlan(join(folder, 'plan')), log: (line) => told.push(line) });
    expect(told[0]).toMatch(/^ending what an earlier start left running: (?!.*stranger)/);
    expect(left.some(({ pid, startedAt }) => isSameProcess(pid, startedAt))).toBe(false);
    await system.stop();
    await removeDataFolder(stateFolder(state).data);
    rmSync(folder, { recursive: true });
  }, 60_000);
});
