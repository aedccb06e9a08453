import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyTree } from '@kamkor/local';
import { waitUntil } from '@kamkor/testing';

import.meta.jest.setTimeout(400_000);

const ROOT = join(import.meta.dirname, '../..');
const NAME = 'adoption-check';

/** Runs a program of a tree there, and gives how it ended and what it said. */
function run(tree: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}

const newService = (tree: string, ...args: readonly string[]) =>
  run(tree, 'infra/local/dist/src/new-service.js', ...args);

/** Every file of ours in a tree, by a hash of what it holds. */
function filesIn(tree: string, folder = '.'): string[] {
  return readdirSync(join(tree, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink() || entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return filesIn(tree, path);
    return [
      `${path} ${createHash('sha256')
        .update(readFileSync(join(tree, path)))
        .digest('hex')}`,
    ];
  });
}

let tree: string;
let before: string[];
beforeAll(async () => {
  tree = mkdtempSync(join(tmpdir(), 'kamkor-new-service-'));
  await copyTree(ROOT, tree);
  before = filesIn(tree);
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('a new service', () => {
  it.each([
    [[], 'Say how the service is called'],
    [['Adoption'], 'is no name for a service'],
    [['births'], 'there is a folder services/births'],
    [['adoption', 'check'], '2 names were given'],
  ])('is not made where the name is %j: one sentence, and nothing has changed', (args, why) => {
    const { status, said } = newService(tree, ...args);
    expect([status, said.trim().split('\n')]).toEqual([2, [expect.stringContaining(why)]]);
    expect(filesIn(tree)).toEqual(before);
  });

  it('that is ended half-way leaves nothing behind', async () => {
    const child = spawn(process.execPath, ['infra/local/dist/src/new-service.js', NAME], {
      cwd: tree,
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const lock = join(tree, '.toolchain/new-service/tree/services', NAME, 'node_modules/zod');
    await waitUntil('it is in the middle of its work', () => existsSync(lock), { withinMs: 120_000 });
    child.kill('SIGTERM');
    expect(await ended).toBe(143);
    expect(filesIn(tree)).toEqual(before);
  });

  it('of which a step fails leaves nothing behind, and the sentence says which', () => {
    const broken = join(tree, 'libs/events/src/subscriptions.ts');
    const text = readFileSync(broken, 'utf8');
    writeFileSync(broken, text.replace('const SUBSCRIPTIONS: Subscriptions', 'const  SUBSCRIPTIONS: Subscriptions'));
    const { status, said } = newService(tree, NAME);
    writeFileSync(broken, text);
    expect([status, said]).toEqual([1, expect.stringContaining('the place for an entry is not found')]);
    expect(filesIn(tree)).toEqual(before);
  });

  it('is green at once: its types, its rules, its use case on a database, its security, and what is generated of it', () => {
    const made = newService(tree, NAME);
    expect([made.status, made.said]).toEqual([0, expect.stringContaining(`services/${NAME} is made`)]);

    writeFileSync(join(tree, 'tsconfig.new.json'), JSON.stringify(TYPES));
    writeFileSync(join(tree, 'jest.new.config.mjs'), SUITES);
    const jest = [
      '--experimental-vm-modules',
      'node_modules/jest/bin/jest.js',
      '-c',
      'jest.new.config.mjs',
      '--rootDir=.',
    ];
    const suites = [`services/${NAME}`, 'libs/events', 'libs/reference/src', 'test/graph', 'test/security'];
    const checks = [
      ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.new.json', '--pretty', 'false'],
      ['infra/toolchain/build.mjs'],
      ['infra/local/dist/src/schema.js', '--check'],
      [
        'node_modules/@biomejs/biome/bin/biome',
        'ci',
        '--colors=off',
        `services/${NAME}`,
        'libs/events',
        'libs/reference',
      ],
      [...jest, '--testTimeout=60000', '--maxWorkers=2', ...suites],
    ];
    for (const args of checks) {
      const { status, said } = run(tree, ...args);
      expect([args[0], status, status === 0 ? '' : said]).toEqual([args[0], 0, '']);
    }
  });

  it('cannot be made again', () => {
    expect(newService(tree, NAME)).toEqual({
      status: 2,
      said: `"${NAME}" is taken: there is a folder services/${NAME}.\n`,
    });
  });
});

const TYPES = {
  extends: './tsconfig.json',
  include: [`services/${NAME}/src`, `services/${NAME}/database`, `services/${NAME}/migrations`],
};

/** The tiers of the service alone. */
const SUITES = `import config from './jest.config.mjs';
const isOurs = ({ displayName, globals }) => ['rules', 'service'].includes(displayName) || globals?.SERVICE === '${NAME}';
export default { projects: config.projects.filter(isOurs) };
`;
