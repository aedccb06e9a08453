import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../system/root.js';
import { ENTRIES, withSection } from './entries.js';
import { namesOf } from './names.js';

const names = namesOf('adoption-check');

it.each(Object.entries(ENTRIES))('%s has a place for an entry, and is not touched elsewhere', (path, entry) => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const added = entry(text, names);
  expect(added).toMatch(/adoption-?check/i);
  expect(added.length - text.length).toBeLessThan(150);
  expect(() => entry('export {};\n', names)).toThrow('the place for an entry is not found');
});

it.each([
  ['a', '# Who\n\n## a\n\nnew\n\n## births\n\n| b |\n\n## registry\n\n| r |\n'],
  ['midst', '# Who\n\n## births\n\n| b |\n\n## midst\n\nnew\n\n## registry\n\n| r |\n'],
  ['z', '# Who\n\n## births\n\n| b |\n\n## registry\n\n| r |\n\n## z\n\nnew\n'],
])('the section of %s stands in the order of names', (name, expected) => {
  const matrix = '# Who\n\n## births\n\n| b |\n\n## registry\n\n| r |\n';
  expect(withSection(matrix, name, `## ${name}\n\nnew\n`)).toBe(expected);
});
