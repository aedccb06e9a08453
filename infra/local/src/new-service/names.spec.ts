import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NoSuchName, namesOf, readName, refuseTaken } from './names.js';

describe('a name', () => {
  it.each(['adoption', 'adoption-check', 'a1b', 'form-103-requests', 'x'.repeat(40)])('can be %s', (name) => {
    expect(readName([name])).toBe(name);
  });

  it.each([
    '',
    'ab',
    'x'.repeat(41),
    'Adoption',
    'adoption_check',
    '1st',
    '-a-b',
    'a--b',
    'adoption-',
    'бала',
    '../x',
    'a b',
    '--help',
  ])('cannot be "%s"', (name) => {
    expect(() => readName([name])).toThrow(NoSuchName);
    expect(() => readName([name])).toThrow(`"${name}" is no name for a service: 3 to 40 characters`);
  });

  it('is one', () => {
    expect(() => readName([])).toThrow('Say how the service is called: npm run new-service -- <name>');
    expect(() => readName(['a-b', 'c-d'])).toThrow('One service at a time: 2 names were given, a-b c-d.');
  });

  it('stands in code as the place wants it', () => {
    expect(namesOf('form-103-requests')).toEqual({
      name: 'form-103-requests',
      snake: 'form_103_requests',
      pascal: 'Form103Requests',
      camel: 'form103Requests',
      kind: 'FORM_103_REQUESTS_DECISION',
    });
  });

  it('however long makes a code of a deadline that is not too long', () => {
    expect(namesOf('x'.repeat(31)).kind).toHaveLength(40);
    expect(namesOf('x'.repeat(32)).kind).toBe('X'.repeat(32));
  });
});

describe('a name that is taken', () => {
  const root = mkdtempSync(join(tmpdir(), 'kamkor-names-'));
  for (const folder of ['services/births', 'services/form-1a', 'libs/queue', 'infra/identity']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  writeFileSync(join(root, 'libs/registry.ts'), '');
  afterAll(() => rmSync(root, { recursive: true }));
  const refuse = (name: string) => refuseTaken(root, namesOf(name), [`libs/${name}.ts`]);

  it.each([
    ['births', 'there is a folder services/births'],
    ['queue', 'there is a folder libs/queue'],
    ['identity', 'there is a folder infra/identity'],
    ['gateway', 'Kamkor or PostgreSQL has something else of that name'],
    ['infra', 'Kamkor or PostgreSQL has something else of that name'],
    ['test', 'Kamkor or PostgreSQL has something else of that name'],
    ['postgres', 'Kamkor or PostgreSQL has something else of that name'],
    ['births-worker', 'the worker process of births is called so'],
    ['form1a', 'types of form-1a are called Form1a as well'],
    ['registry', 'there is a file libs/registry.ts'],
  ])('is %s: %s', (name, why) => {
    expect(() => refuse(name)).toThrow(`"${name}" is taken: ${why}`);
  });

  it('is none that only resembles one', () => {
    expect(() => refuse('birth')).not.toThrow();
  });
});
