import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeInitial } from './initial.js';

const TINY = `{ name: 'tiny', libs: [], objects: [
  { kind: 'table', name: 'unit', sql: 'CREATE TABLE unit (code text)', worker: false }] }`;

describe('the initial migration of a service or lib', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'kamkor-initial-'));
    write('package.json', '{ "type": "module" }');
    write('libs/tiny/dist/database/index.js', `export const database = ${TINY};`);
    write('libs/tiny/migrations/index.ts', '');
    write('services/none/package.json', '{}');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const migrations = () => readdirSync(join(root, 'libs/tiny/migrations')).filter((file) => file !== 'index.ts');

  it('is written under the time of its first writing', async () => {
    const before = Date.now();
    const file = await writeInitial(root, 'tiny');
    expect(readFileSync(file, 'utf8')).toContain('CREATE TABLE unit (code text);');
    const [name] = migrations();
    expect(name).toMatch(/^\d{13}-CreateTiny\.ts$/);
    expect(Number(name!.slice(0, 13))).toBeGreaterThanOrEqual(before);
  });

  it('keeps its time where it is written anew', async () => {
    write('libs/tiny/migrations/1700000000001-CreateTiny.ts', 'what was before');
    await writeInitial(root, 'tiny');
    expect(migrations()).toEqual(['1700000000001-CreateTiny.ts']);
    const text = readFileSync(join(root, 'libs/tiny/migrations/1700000000001-CreateTiny.ts'), 'utf8');
    expect(text).toContain('class CreateTiny1700000000001 ');
  });

  it('is frozen once another one came after it', async () => {
    write('libs/tiny/migrations/1700000000001-CreateTiny.ts', '');
    write('libs/tiny/migrations/1700000000002-AddPlace.ts', '');
    await expect(writeInitial(root, 'tiny')).rejects.toThrow(
      'The initial migration of tiny is frozen: 1700000000002-AddPlace.ts came after it.',
    );
  });

  it('is of a service or lib that has a database', async () => {
    await expect(writeInitial(root, 'none')).rejects.toThrow('none has no database. Those that have one: tiny.');
  });
});
