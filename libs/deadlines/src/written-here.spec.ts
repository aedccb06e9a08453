import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
/** With its present SQL, and the migrations, which hold that SQL put together. */
const SOURCES = 'services/*/{src,database,migrations}/**/*.ts';
const WRITES =
  /\b(?:UPDATE|INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE)\s+(?:ONLY\s+)?(?:public\.)?deadline(?:_change)?\b/gi;

const isOfTests = (path: string): boolean => path.endsWith('.spec.ts') || path.includes('/testing/');

it('no service writes deadlines but by this lib, neither in TypeScript nor in SQL', async () => {
  const written: string[] = [];
  let read = 0;
  for await (const path of glob(SOURCES, { cwd: ROOT })) {
    if (isOfTests(path)) continue;
    read += 1;
    const text = await readFile(join(ROOT, path), 'utf8');
    written.push(...[...text.matchAll(WRITES)].map(([statement]) => `${path}: ${statement.replaceAll(/\s+/g, ' ')}`));
  }
  expect(read).toBeGreaterThan(300);
  expect(written).toEqual([]);
});
