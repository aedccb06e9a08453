import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { isSameProcess, startTimeOf } from '@kamkor/local-servers';
import { makeService } from './new-service/make-service.js';
import { moveIn, takeBack } from './new-service/move-in.js';
import { NoSuchName, namesOf, readName, refuseTaken } from './new-service/names.js';
import { filesOf } from './new-service/template.js';
import { ROOT } from './system/root.js';

// A service is made in a copy of the tree and moved in last: until then nothing in the tree has changed, however this ends,
// and nobody who builds or tests meanwhile meets half a service. The move is journalled for a process that is killed in it.
const WORK = join(ROOT, '.toolchain/new-service');
const OWNER = join(WORK, 'owner.json');

async function run(args: readonly string[], signal: AbortSignal): Promise<void> {
  const names = namesOf(readName(args));
  takeOver();
  try {
    refuseTaken(ROOT, names, [...(await filesOf(ROOT, names, '')).keys()]);
    console.error(`Making services/${names.name} …`);
    const tree = join(WORK, 'tree');
    const folder = join('services', names.name);
    const changes = await makeService(ROOT, tree, names, signal);
    moveIn(ROOT, WORK, { folder, changes, from: join(tree, folder) });
    console.log(`services/${names.name} is made. Beside it these know it now:
${changes.map(({ path }) => `  ${path}`).join('\n')}
What it decides, whom it lets do what and its terms are examples: CONTRIBUTING.md has a recipe for what comes next.`);
  } finally {
    rmSync(WORK, { recursive: true, force: true });
  }
}

/** One at a time; what one that was killed left behind is taken back first. */
function takeOver(): void {
  const { pid, startedAt } = ownerOf();
  if (pid && startedAt && isSameProcess(pid, startedAt))
    throw new Error(`Another new-service is running (process ${pid}). Wait for its end.`);
  const left = takeBack(ROOT, WORK);
  rmSync(WORK, { recursive: true, force: true });
  if (left.length > 0)
    console.error(`A run was killed half-way. It was taken back but for what was changed since: ${left.join(', ')}`);
  mkdirSync(WORK, { recursive: true });
  writeFileSync(OWNER, JSON.stringify({ pid: process.pid, startedAt: startTimeOf(process.pid) }));
}

function ownerOf(): { pid?: number; startedAt?: string } {
  try {
    return JSON.parse(readFileSync(OWNER, 'utf8'));
  } catch {
    return {};
  }
}

const ended = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ended.abort(signal));
try {
  await run(process.argv.slice(2), ended.signal);
} catch (error) {
  if (ended.signal.aborted) {
    console.error('It was ended half-way: nothing has changed.');
    process.exitCode = 128 + constants.signals[ended.signal.reason as NodeJS.Signals];
  } else {
    console.error((error as Error).message);
    process.exitCode = error instanceof NoSuchName ? 2 : 1;
  }
}
