import { readFile } from 'node:fs/promises';
import { type TestDatabase, testDatabase } from '@kamkor/testing';
import { assemble, assembleOwn, dropOwn, snapshotOf } from './index.js';
import { ground, orchard } from './testing/orchard.js';

describe('a database made from its files', () => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await testDatabase('assemble', []);
  });
  afterEach(() => test.dispose());

  const run = async (sql: string) => (await test.as('owner')).query(sql);
  const look = () => snapshotOf(test.urls.owner);

  it('stands, in whatever order its files are listed, as the snapshot says', async () => {
    await run(assemble(orchard));
    expect(await look()).toBe(await readFile(new URL('./testing/orchard.sql', import.meta.url), 'utf8'));
  });

  it('is guarded in every table, and no function is for everybody', async () => {
    await run(assemble(orchard));
    expect(
      await test.admin(`SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND relname <> 'migrations' AND NOT (relrowsecurity AND relforcerowsecurity)`),
    ).toEqual([]);
    expect(
      await test.admin(`SELECT proname FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
        WHERE pronamespace = 'public'::regnamespace AND a.grantee = 0`),
    ).toEqual([]);
  });

  it('can be taken back, and its lib is as it was', async () => {
    await run(assemble(ground));
    const before = await look();
    await run(assembleOwn(orchard));
    expect(await look()).not.toBe(before);
    await run(dropOwn(orchard));
    expect(await look()).toBe(before);
  });
});
