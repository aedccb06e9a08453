import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveIn, takeBack } from './move-in.js';

let root: string;
let work: string;
const at = (path: string) => join(root, path);
const read = (path: string) => readFileSync(at(path), 'utf8');
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kamkor-move-in-'));
  work = at('.work');
  for (const folder of ['libs', 'services', '.work/tree/services/mine']) mkdirSync(at(folder), { recursive: true });
  writeFileSync(at('libs/list.ts'), 'old');
  writeFileSync(at('.work/tree/services/mine/service.ts'), 'mine');
});
afterEach(() => rmSync(root, { recursive: true }));

const made = () => ({
  folder: 'services/mine',
  changes: [
    { path: 'libs/list.ts', before: 'old', after: 'new' },
    { path: 'libs/mine.ts', before: null, after: 'mine' },
  ],
  from: at('.work/tree/services/mine'),
});

const nothingHappened = () => {
  expect(read('libs/list.ts')).toBe('old');
  expect(readdirSync(at('libs'))).toEqual(['list.ts']);
  expect(readdirSync(at('services'))).toEqual([]);
  expect(existsSync(at('.work/journal.json'))).toBe(false);
};

describe('what was made in a copy', () => {
  it('is moved in, and then there is nothing to take back', () => {
    moveIn(root, work, made());
    expect([read('libs/list.ts'), read('libs/mine.ts'), read('services/mine/service.ts')]).toEqual([
      'new',
      'mine',
      'mine',
    ]);
    expect(takeBack(root, work)).toEqual([]);
    expect(read('libs/list.ts')).toBe('new');
  });

  it('is not moved in where a file was changed meanwhile', () => {
    writeFileSync(at('libs/list.ts'), 'changed');
    expect(() => moveIn(root, work, made())).toThrow('libs/list.ts was changed meanwhile. Run it again.');
    writeFileSync(at('libs/list.ts'), 'old');
    nothingHappened();
  });

  it('is taken back where a step of the move fails', () => {
    expect(() => moveIn(root, work, { ...made(), from: at('.work/no-such-folder') })).toThrow('ENOENT');
    nothingHappened();
  });
});

describe('a process that was killed while it moved', () => {
  /** What it leaves: the journal, and what it had come to. */
  const killed = (written: Readonly<Record<string, string>>) => {
    const { folder, changes } = made();
    writeFileSync(at('.work/journal.json'), JSON.stringify({ folder, changes }));
    for (const [path, text] of Object.entries(written)) {
      mkdirSync(join(at(path), '..'), { recursive: true });
      writeFileSync(at(path), text);
    }
  };

  it.each([
    ['before its first file', {}],
    ['between two files', { 'libs/list.ts': 'new' }],
    ['after everything', { 'libs/list.ts': 'new', 'libs/mine.ts': 'mine', 'services/mine/service.ts': 'mine' }],
  ])('%s: the next one takes everything back', (_when, written) => {
    killed(written);
    expect(takeBack(root, work)).toEqual([]);
    nothingHappened();
  });

  it('leaves alone what somebody has changed since, and says so', () => {
    killed({ 'libs/list.ts': 'new, and mended', 'libs/mine.ts': 'mine' });
    expect(takeBack(root, work)).toEqual(['libs/list.ts']);
    expect(read('libs/list.ts')).toBe('new, and mended');
    expect(existsSync(at('libs/mine.ts'))).toBe(false);
  });
});
