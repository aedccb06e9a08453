import { type TestDatabase, testDatabase } from '@kamkor/testing';
import { assemble, snapshotOf } from '../index.js';
import { orchard } from '../testing/orchard.js';

describe('the snapshot of a database', () => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await testDatabase('snapshot', []);
    await (await test.as('owner')).query(assemble(orchard));
  });
  afterEach(() => test.dispose());

  const look = (sortColumns = false) => snapshotOf(test.urls.owner, { sortColumns });

  it('is the same for whoever owns the database, and for whoever looks', async () => {
    const before = await look();
    await test.admin(`ALTER DATABASE ${test.name} OWNER TO postgres; REASSIGN OWNED BY test_owner TO postgres`);
    await test.admin('ALTER POLICY tree_kept ON tree TO postgres');
    expect(await snapshotOf(test.urls.app)).toBe(before);
  });

  it('is the same whatever order columns came in, where it is asked for by name', async () => {
    const [before, sorted] = [await look(), await look(true)];
    await test.admin(`ALTER TABLE plot DROP COLUMN territory CASCADE; ALTER TABLE plot ADD COLUMN a text;
      ALTER TABLE plot ADD COLUMN z text`);
    const [one, oneSorted] = [await look(), await look(true)];
    await test.admin('ALTER TABLE plot DROP COLUMN a; ALTER TABLE plot ADD COLUMN a text');
    expect([await look(), await look(true)]).toEqual([
      one.replace('  a text,\n  z text,', '  z text,\n  a text,'),
      oneSorted,
    ]);
    expect([before, sorted]).not.toEqual([one, oneSorted]);
  });

  it('says once what the partitions of all months have, and each of another name', async () => {
    const made = (month: string, from: string, to: string) =>
      `CREATE TABLE visit_${month} PARTITION OF visit FOR VALUES FROM ('${from}') TO ('${to}');`;
    await test.admin(`CREATE TABLE visit (at timestamptz NOT NULL) PARTITION BY RANGE (at);
      CREATE TABLE visit_rest PARTITION OF visit DEFAULT; ${made('2026_11', '2026-11-01', '2026-12-01')}`);
    const one = await look();
    expect(one).toContain(') PARTITION BY RANGE (at);');
    expect(one).toContain('CREATE TABLE visit_<month> PARTITION OF visit FOR VALUES OF <month>;');
    expect(one).toContain('CREATE TABLE visit_rest PARTITION OF visit DEFAULT;');
    await test.admin(made('2026_12', '2026-12-01', '2027-01-01'));
    expect(await look()).toBe(one);
    await test.admin('GRANT SELECT ON visit_2026_12 TO kamkor_app');
    expect(await look()).toContain('GRANT SELECT ON visit_<month> TO kamkor_app;');
  });
});

describe('a snapshot', () => {
  let test: TestDatabase;
  let latest: string;
  beforeAll(async () => {
    test = await testDatabase('snapshot', []);
    await (await test.as('owner')).query(assemble(orchard));
    latest = await snapshotOf(test.urls.owner);
  });
  afterAll(() => test.dispose());

  it.each([
    ['a default', `ALTER TABLE tree ALTER COLUMN kind SET DEFAULT 'APPLE'`],
    ['a column that may be empty', 'ALTER TABLE tree ALTER COLUMN kind DROP NOT NULL'],
    ['a type', 'ALTER TABLE tree ALTER COLUMN label TYPE numeric'],
    ['a collation', 'ALTER TABLE plot ALTER COLUMN code TYPE text'],
    ['a constraint', 'ALTER TABLE tree DROP CONSTRAINT tree_kind'],
    ['an index', 'DROP INDEX tree_of_plot'],
    ['an option of storage', 'ALTER TABLE plot SET (fillfactor = 70)'],
    ['how a column is stored', 'ALTER TABLE plot ALTER COLUMN territory SET STORAGE EXTERNAL'],
    ['a trigger that is off', 'ALTER TABLE tree DISABLE TRIGGER tree_stands'],
    ['a trigger', 'DROP TRIGGER tree_stands ON tree'],
    ['row-level security', 'ALTER TABLE tree DISABLE ROW LEVEL SECURITY'],
    ['that it binds the owner', 'ALTER TABLE tree NO FORCE ROW LEVEL SECURITY'],
    ['the role of a policy', 'ALTER POLICY tree_seen ON tree TO kamkor_worker'],
    ['the condition of a policy', 'ALTER POLICY tree_seen ON tree USING (true)'],
    ['what a policy checks', 'ALTER POLICY tree_kept ON tree WITH CHECK (false)'],
    ['a right on a table', 'GRANT DELETE ON tree TO kamkor_app'],
    ['a right on a column', 'GRANT UPDATE (label) ON tree TO kamkor_app'],
    ['a right to hand on', 'GRANT SELECT ON tree TO kamkor_app WITH GRANT OPTION'],
    ['a right on a function', 'GRANT EXECUTE ON FUNCTION has_kernel TO PUBLIC'],
    ['a right on a sequence', 'REVOKE USAGE ON SEQUENCE tree_label FROM kamkor_app'],
    ['a right on the sequence of a column', 'GRANT USAGE ON SEQUENCE tree_id_seq TO kamkor_app'],
    ['a right on a view', 'REVOKE SELECT ON bearing_tree FROM kamkor_app'],
    ['a right on the schema', 'GRANT CREATE ON SCHEMA public TO kamkor_app'],
    [
      'the body of a function',
      `CREATE OR REPLACE FUNCTION bears(kind text) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT true $$`,
    ],
    ['with whose rights a function runs', 'ALTER FUNCTION bears SECURITY DEFINER'],
    ['how a view asks', 'ALTER VIEW bearing_tree SET (security_invoker = false)'],
    ['a sequence', 'ALTER SEQUENCE tree_label INCREMENT 2'],
    ['who owns a table', 'ALTER TABLE tree OWNER TO postgres'],
    ['a type of its own', `CREATE TYPE fruit AS ENUM ('APPLE')`],
    ['rights that come by themselves', 'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO kamkor_app'],
  ])('tells %s', async (_what, change) => {
    const before = latest;
    await test.admin(change);
    latest = await snapshotOf(test.urls.owner);
    expect(latest).not.toBe(before);
  });
});
