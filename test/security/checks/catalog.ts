import type { Ready } from '../service-under-test.js';

/** Rows that the app may delete: none. Of the worker: what is transport, waits, or follows from other rows, never a fact. */
const DELETES: readonly string[] = [
  // Who is like whom, as long as nobody has decided: a policy keeps what was decided.
  'duplicate_candidate: kamkor_worker',
  'duplicate_key: kamkor_worker',
  'duplicate_work: kamkor_worker',
  'idempotency_key: kamkor_worker',
  'inbox_event: kamkor_worker',
  'merged_person: kamkor_worker',
  'merged_sibling: kamkor_worker',
  'outbox_delivery: kamkor_worker',
  'outbox_event: kamkor_worker',
  'person_merge: kamkor_worker',
  'trail_unsealed: kamkor_worker',
];
/** TypeORM's own list of what was migrated: no data, and nobody but the owner has a right on it. */
const NOT_OURS = ['migrations'];

const TABLES = `SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
    pg_get_userbyid(c.relowner) AS owner FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`;
/** A view looks with its owner's rights: it has to say itself whose rows it shows, before anything that a caller asks. */
const VIEWS = `SELECT c.relname AS name, coalesce('security_barrier=true' = ANY (c.reloptions), false) AS barrier,
    pg_get_viewdef(c.oid) ~ 'kamkor.roles' AS by_caller FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm') ORDER BY 1`;
const GRANTS = `SELECT c.relname || ': ' || pg_get_userbyid(a.grantee) AS granted FROM pg_class c, aclexplode(c.relacl) a
  WHERE c.relnamespace = 'public'::regnamespace AND a.privilege_type = $1
    AND (a.grantee = 0 OR pg_get_userbyid(a.grantee) <> pg_get_userbyid(c.relowner)) ORDER BY 1`;
const POWERFUL = `SELECT rolname FROM pg_roles WHERE (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)
  AND (rolname ~ '_(app|worker|owner)$')`;
const MEMBERS = `SELECT r.rolname AS role, g.rolname AS member_of FROM pg_auth_members m
  JOIN pg_roles r ON r.oid = m.member JOIN pg_roles g ON g.oid = m.roleid
  WHERE r.rolname IN ('test_app', 'test_worker', 'kamkor_app', 'kamkor_worker') ORDER BY 1`;
const DEFINERS = `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
  AND (proacl IS NULL OR EXISTS (SELECT FROM aclexplode(proacl) WHERE grantee = 0))`;

/** What the database itself guarantees, whatever the application does. */
export function catalogChecks(ready: () => Ready): void {
  describe('the database', () => {
    const ask = <Row extends object>(sql: string, values?: unknown[]) => ready().database.admin<Row>(sql, values);
    const granted = async (privilege: string) =>
      (await ask<{ granted: string }>(GRANTS, [privilege])).map(({ granted }) => granted);

    it('has row-level security switched on and forced for every table, none owned by app or worker', async () => {
      const tables = await ask<{ name: string; enabled: boolean; forced: boolean; owner: string }>(TABLES);
      const ours = tables.filter(({ name }) => !NOT_OURS.includes(name));
      expect(ours.length).toBeGreaterThan(8);
      expect(ours.filter(({ enabled, forced }) => !enabled || !forced).map(({ name }) => name)).toEqual([]);
      expect([...new Set(tables.map(({ owner }) => owner))]).toEqual(['test_owner']);
    });

    it('has no view but such as show rows by who asks, behind a barrier', async () => {
      const views = await ask<{ name: string; barrier: boolean; by_caller: boolean }>(VIEWS);
      expect(views.filter(({ barrier, by_caller }) => !barrier || !by_caller)).toEqual([]);
    });

    it('has roles that bypass nothing and belong to their own group only', async () => {
      expect(await ask(POWERFUL)).toEqual([]);
      expect(await ask(MEMBERS)).toEqual([
        { role: 'test_app', member_of: 'kamkor_app' },
        { role: 'test_worker', member_of: 'kamkor_worker' },
      ]);
    });

    it('lets nobody delete or truncate but what is stated here, and grants nothing to everybody', async () => {
      const deletes = await granted('DELETE');
      expect(deletes.filter((one) => !DELETES.includes(one))).toEqual([]);
      expect(deletes.filter((one) => one.endsWith('_app'))).toEqual([]);
      for (const privilege of ['TRUNCATE', 'REFERENCES', 'TRIGGER']) expect(await granted(privilege)).toEqual([]);
      const all = (await Promise.all(['SELECT', 'INSERT', 'UPDATE'].map(granted))).flat();
      expect(all.filter((one) => one.endsWith(': unknown (OID=0)') || one.endsWith(': -'))).toEqual([]);
    });

    it('has no function with its owner’s rights that everybody may call', async () => {
      expect(await ask(DEFINERS)).toEqual([]);
    });
  });
}
