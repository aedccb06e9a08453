import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { type Tx, transactionStorage } from '@kamkor/persistence';
import { aCitizen, aPrincipal, type TestDatabase, testDatabase } from '@kamkor/testing';
import { trailMigrations } from '../migrations/index.js';
import { accessCountOf, accessLogOf, forgetMerged, recordChange, recordRead, rememberMerged } from './index.js';

describe('who looked at my record', () => {
  const person = randomUUID();
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase('access_log', trailMigrations);
    for (let i = 0; i < 25; i++) {
      await database.asPrincipal(
        aPrincipal({ subject: 'asel', roles: ['social-worker'], organisation: 'SOC-7' }),
        async () => recordRead({ person, group: 'outreach', withheld: i % 5 === 0 }),
        { operation: `Query.task${i}`, purpose: 'outreach' },
      );
    }
    await database.asPrincipal(aPrincipal({ roles: ['registrar'] }), async () => {
      recordChange({
        person,
        subjectType: 'BirthRecord',
        subjectId: randomUUID(),
        change: 'REGISTERED',
        rule: 'ACT_9',
      });
      recordRead({ person: randomUUID(), group: 'identity' });
    });
  });
  afterAll(() => database.dispose());

  const logFor = (principal = aCitizen(person), first = 10, after?: string, of = person) =>
    database.asPrincipal(principal, () => accessLogOf(of, { first, after: after ?? null }));

  it('tells roles, organisation, purpose and what was seen or decided, newest first, and never a name or an id', async () => {
    const { entries } = await logFor();
    expect(entries[0]).toMatchObject({
      action: 'CHANGE',
      change: 'REGISTERED',
      rules: ['ACT_9'],
      roles: ['registrar'],
    });
    expect(entries[1]).toEqual({
      cursor: expect.any(String),
      recordedAt: expect.any(Temporal.Instant),
      action: 'READ',
      roles: ['social-worker'],
      organisation: 'SOC-7',
      operation: 'Query.task24',
      purpose: 'outreach',
      change: null,
      rules: [],
      fieldGroups: ['outreach'],
      count: 1,
    });
  });

  it('leaves no gap where an entry is withheld: pages are full and their cursors tell no number', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await logFor(aCitizen(person), 6, after);
      seen.push(...page.entries.map(({ operation }) => operation));
      if (!page.hasNextPage) break;
      expect(page.entries).toHaveLength(6);
      after = page.entries.at(-1)!.cursor;
      expect(Buffer.from(after, 'base64url').toString()).toMatch(/^\d{13} [0-9a-f-]{36}$/);
    }
    expect(seen).toHaveLength(21);
    expect(new Set(seen).size).toBe(21);
    expect(seen).not.toContain('Query.task5');
    expect(await database.asPrincipal(aCitizen(person), () => accessCountOf(person))).toBe(21);
  });

  it('is the person’s own; an auditor sees it too, others find it empty', async () => {
    expect((await logFor(aPrincipal({ roles: ['auditor'] }))).entries).toHaveLength(10);
    expect((await logFor(aCitizen(randomUUID()))).entries).toEqual([]);
    expect((await logFor(aPrincipal({ roles: ['registrar'] }))).entries).toEqual([]);
  });

  it('refuses a cursor that is not its own', async () => {
    await expect(logFor(aCitizen(person), 5, 'MTIz')).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'CURSOR_INVALID',
      details: { field: 'after' },
    });
  });

  it('reads little for a page, however long the trail is', async () => {
    await database.admin(`INSERT INTO trail_entry (recorded_at, legal_at, actor, actor_roles, action, operation, purpose, request_id,
        person, rules, field_groups, count, withheld_from_person)
      SELECT now() - n * interval '1 hour', now(), 'x', '{}', 'READ', 'x', 'x', 'x', gen_random_uuid(), '{}', '{}', 1, false
      FROM generate_series(1, 20000) n`);
    await database.admin('SELECT trail_entry_make_months(3)');
    await database.admin('VACUUM ANALYZE trail_entry');
    const pages = await database.asPrincipal(aCitizen(person), async (current) => {
      const read: number[] = [];
      const explained = {
        ...current,
        sql: async (text: string, values: unknown[]) => {
          const [row] = await current.sql<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
            `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
            values,
          );
          const { 'Shared Hit Blocks': hit = 0, 'Shared Read Blocks': fetched = 0 } = row!['QUERY PLAN'][0].Plan;
          read.push(hit + fetched);
          return [];
        },
      };
      // The first time it is planned, which reads the catalogue.
      for (let i = 0; i < 2; i++) {
        await transactionStorage.run({ tx: explained as Tx }, () => accessLogOf(person, { first: 20, after: null }));
      }
      return read[1];
    });
    expect(pages).toBeGreaterThan(5);
    expect(pages).toBeLessThan(150);
  });

  it('goes through the months, newest first, without losing or repeating an entry', async () => {
    const old = randomUUID();
    await database.admin(`INSERT INTO trail_entry (recorded_at, legal_at, actor, actor_roles, action, operation, purpose, request_id,
        person, rules, field_groups, count, withheld_from_person)
      SELECT now() - n * interval '9 days', now(), 'x', '{registrar}', 'READ', 'Query.' || n, 'x', 'x', '${old}', '{}', '{}', 1, false
      FROM generate_series(0, 99) n`);
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await logFor(aCitizen(old), 7, after, old);
      seen.push(...page.entries.map(({ operation }) => operation));
      if (!page.hasNextPage) break;
      after = page.entries.at(-1)!.cursor;
    }
    expect(seen).toEqual(Array.from({ length: 100 }, (_, n) => `Query.${n}`));
    expect(await database.asPrincipal(aCitizen(old), () => accessCountOf(old))).toBe(100);
  });

  it('looks no further back than to when a person’s id was made', async () => {
    const id = randomUUIDv7();
    const entry = `INSERT INTO trail_entry (recorded_at, legal_at, actor, actor_roles, action, operation, purpose, request_id,
        person, rules, field_groups, count, withheld_from_person)
      VALUES (now() - interval '3 months', now(), 'x', '{}', 'READ', 'x', 'x', 'x', $1, '{}', '{}', 1, false)`;
    await database.admin(entry, [id]);
    await database.asPrincipal(aPrincipal({ roles: ['registrar'] }), async () =>
      recordRead({ person: id, group: 'identity' }),
    );
    expect((await logFor(aCitizen(id), 10, undefined, id)).entries).toHaveLength(1);
    expect(await database.asPrincipal(aCitizen(id), () => accessCountOf(id))).toBe(1);
  });

  it('has what concerned somebody who turned out to be the person, for as long as they are one', async () => {
    const [kept, former] = [randomUUID(), randomUUID()];
    await database.asPrincipal(aPrincipal({ roles: ['registrar'] }), async () => {
      for (const one of [kept, former]) recordRead({ person: one, group: 'identity' });
      recordRead({ person: former, group: 'birth', withheld: true });
    });
    const worker = (work: () => Promise<void>) => database.asPrincipal(aPrincipal(), work, { role: 'worker' });
    const countFor = (principal = aCitizen(kept)) =>
      database.asPrincipal(principal, async () => {
        const { entries } = await accessLogOf(kept, { first: 10 });
        expect(await accessCountOf(kept)).toBe(entries.length);
        return entries.length;
      });
    await worker(() => rememberMerged([{ person: former, kept, withheld: false }]));
    expect([await countFor(), await countFor(aPrincipal({ roles: ['auditor'] }))]).toEqual([2, 2]);
    expect([await countFor(aCitizen(former)), await countFor(aCitizen(randomUUID()))]).toEqual([0, 0]);
    await worker(() => forgetMerged([former]));
    expect([await countFor(), await countFor(aCitizen(former))]).toEqual([1, 0]);
  });
});
