import { Transactions, tx } from '@kamkor/persistence';
import { EXTERNAL_ROLES, PRINCIPAL_HEADER, type Role } from '@kamkor/principal';
import { aPrincipal, ELSEWHERE, HERE, somebody } from '@kamkor/testing';
import { systemClock } from '@kamkor/time';
import { decisionsOf } from '../decisions.js';
import { callOf } from '../schema-calls.js';
import type { Ready } from '../service-under-test.js';

/** Tables that hold nothing about anybody: the country's territories, the register of facilities, our own outages. */
const PUBLIC_TABLES = ['territory', 'facility', 'outage', 'outbox_subject'];

/** Tables, and views of them. */
const READABLE = `SELECT c.relname AS name, EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
    AND a.attname = 'territory' AND NOT a.attisdropped) AS in_territory FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
    AND has_any_column_privilege('kamkor_app', c.oid, 'SELECT') ORDER BY 1`;

/** A place without rows but for what is said of every place, so that whoever works there has nothing to see. */
const NOWHERE = 'KG-T-01';

/** Rows are withheld by the database: no query of ours has to remember to. */
export function territoryChecks(ready: () => Ready): void {
  const readable = async (): Promise<{ name: string; in_territory: boolean }[]> => ready().database.admin(READABLE);
  const count = async (table: string, where = 'true') =>
    (await tx().sql<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}" WHERE ${where}`))[0]!.n;

  describe('rows of another territory', () => {
    it('are not there for a query with the application’s own filter taken out, in any table, for any role', async () => {
      const { database } = ready();
      const leaks: string[] = [];
      let withRows = 0;
      for (const { name, in_territory } of await readable()) {
        if (!in_territory || PUBLIC_TABLES.includes(name)) continue;
        const [stored] = await database.admin<{ n: number }>(`SELECT count(*)::int AS n FROM "${name}"`);
        if (stored!.n > 0) withRows += 1;
        for (const role of EXTERNAL_ROLES) {
          const who = aPrincipal({ roles: [role], territory: NOWHERE });
          const seen = await database.asPrincipal(who, () => count(name, `territory <> '${NOWHERE}'`));
          if (seen > 0) leaks.push(`${role} of ${NOWHERE} sees ${seen} of ${name}`);
        }
      }
      expect(leaks).toEqual([]);
      expect(withRows).toBeGreaterThan(0);
    });

    it('are like rows that do not exist, when they are asked for by reference', async () => {
      const { rows, schema, graph } = ready();
      const decisions = decisionsOf(schema);
      let seen = 0;
      for (const [type, id] of Object.entries(rows.elsewhere)) {
        for (const role of (decisions.get(type) ?? []) as Role[]) {
          if (!(EXTERNAL_ROLES as readonly string[]).includes(role)) continue;
          const there = callOf(schema, type, { [type]: id });
          const official = somebody(role, rows);
          expect({ role, type, answer: await graph.ask(official, there.query, there.variables) }).toEqual({
            role,
            type,
            answer: { data: { _entities: [null] } },
          });
          const colleague = { ...official, territory: ELSEWHERE };
          const { data } = await graph.ask(colleague, there.query, there.variables);
          if (official.territory === HERE && data?._entities[0]?.id === id) seen += 1;
        }
      }
      // Somebody works there and sees them, so the rows are real.
      expect(seen > 0 || Object.keys(rows.elsewhere).length === 0).toBe(true);
    });
  });

  describe('nobody', () => {
    it('sees a row of any table that is not public, also on a connection that somebody used before', async () => {
      const { database, rows } = ready();
      // One connection: what the registrar's transaction set on it is what the next one would find.
      const source = await database.as('app', { poolSize: 1 });
      const transactions = new Transactions(source, systemClock);
      const seen: Record<string, number> = {};
      for (const { name } of await readable()) {
        const before = { principal: somebody('registrar', rows), operation: 'Test.run', purpose: 'test' };
        await transactions.run(before, () => count(name));
        const [row] = (await source.query(`SELECT count(*)::int AS n FROM "${name}"`)) as [{ n: number }];
        if (row.n > 0 && !PUBLIC_TABLES.includes(name)) seen[name] = row.n;
      }
      expect(seen).toEqual({});
    });

    it('is answered without the gateway’s signature', async () => {
      const { url } = ready().graph;
      const ask = async (headers: Record<string, string>) => {
        const body = JSON.stringify({ query: '{ __typename }' });
        const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
        return (await fetch(`${url}/graphql`, init)).status;
      };
      const forged = `${Buffer.from('{"p":{"roles":["admin"]},"exp":9999999999}').toString('base64url')}.AAAA`;
      expect(await ask({})).toBe(401);
      expect(await ask({ [PRINCIPAL_HEADER]: forged })).toBe(401);
      expect(await ask({ authorization: 'Bearer anything' })).toBe(401);
    });
  });
}
