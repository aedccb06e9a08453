import { randomUUID } from 'node:crypto';
import { tx } from '@kamkor/persistence';
import { aCitizen, aPrincipal, type TestDatabase, testDatabase } from '@kamkor/testing';
import { trailMigrations } from '../migrations/index.js';
import { recordChange, recordChanges, recordRead } from './index.js';

const registrar = aPrincipal({ roles: ['registrar'], territory: 'KG-B', organisation: 'CRO-12' });

describe('recording', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase('record', trailMigrations);
  });
  afterAll(() => database.dispose());

  const entriesOf = (request: string) =>
    database.admin('SELECT * FROM trail_entry WHERE request_id = $1 ORDER BY id', [request]);

  it('makes one entry of all that a request read of a person', async () => {
    const [mother, child, record] = [randomUUID(), randomUUID(), randomUUID()];
    await database.asPrincipal(
      registrar,
      async () => {
        for (const group of ['identity', 'birth', 'identity']) {
          recordRead({ person: child, group, subjectType: 'Record', subjectId: record, policy: 'Person' });
        }
        recordRead({ person: mother, group: 'identity', count: 3 });
      },
      { operation: 'Query.person', purpose: 'registration', requestId: 'merged' },
    );
    const rows = await entriesOf('merged');
    expect(rows).toMatchObject([
      { person: child, field_groups: ['birth', 'identity'], count: 1, rules: ['Person'], subject_id: record },
      { person: mother, field_groups: ['identity'], count: 3, rules: [] },
    ]);
    expect(rows[0]).toMatchObject({
      actor: 'test:registrar',
      actor_roles: ['registrar'],
      actor_organisation: 'CRO-12',
      action: 'READ',
      operation: 'Query.person',
      purpose: 'registration',
      withheld_from_person: false,
    });
  });

  it('writes a page of a hundred children as a hundred entries in one statement', async () => {
    const statements: string[] = [];
    await database.asPrincipal(
      registrar,
      async ({ manager }) => {
        const query = manager.queryRunner!.query.bind(manager.queryRunner);
        manager.queryRunner!.query = ((text: string, ...rest: []) => {
          statements.push(text);
          return query(text, ...rest);
        }) as typeof query;
        for (let i = 0; i < 100; i++) recordRead({ person: randomUUID(), group: 'identity' });
      },
      { requestId: 'page' },
    );
    expect(await entriesOf('page')).toHaveLength(100);
    expect(statements.filter((text) => text !== 'COMMIT')).toHaveLength(1);
  });

  it('keeps what is withheld from the person apart from what is not', async () => {
    const person = randomUUID();
    await database.asPrincipal(
      registrar,
      async () => {
        recordRead({ person, group: 'identity' });
        recordRead({ person, group: 'protection', withheld: true });
      },
      { requestId: 'apart' },
    );
    expect(await entriesOf('apart')).toMatchObject([
      { field_groups: ['identity'], withheld_from_person: false },
      { field_groups: ['protection'], withheld_from_person: true },
    ]);
  });

  it('says by code what changed and which rule decided it, and takes no free text', async () => {
    const subjectId = randomUUID();
    await database.asPrincipal(
      registrar,
      async () => {
        recordChanges([]);
        recordChange({
          person: null,
          subjectType: 'Task',
          subjectId,
          change: 'TASK_OPENED',
          rule: 'APPLICATION_60_DAYS',
        });
        expect(() => recordChange({ person: null, subjectType: 'Task', subjectId, change: 'Айгүл moved' })).toThrow(
          'no code for the trail',
        );
        expect(() => recordRead({ person: null, group: 'identity' })).toThrow('neither person nor subject');
      },
      { requestId: 'change' },
    );
    expect(await entriesOf('change')).toMatchObject([
      { action: 'CHANGE', change: 'TASK_OPENED', rules: ['APPLICATION_60_DAYS'], subject_id: subjectId, person: null },
    ]);
  });

  it('writes what other last work records after the trail was written', async () => {
    await database.asPrincipal(
      registrar,
      async (current) => {
        recordRead({ person: randomUUID(), group: 'identity' });
        current.beforeCommit(Symbol('late'), async () => recordRead({ person: randomUUID(), group: 'late' }));
      },
      { requestId: 'late work' },
    );
    expect(await entriesOf('late work')).toHaveLength(2);
  });

  it('fails the commit, and with it the answer, when it cannot be written', async () => {
    await database.admin('CREATE TABLE fact (id int); GRANT INSERT ON fact TO kamkor_app');
    await database.admin(`ALTER TABLE trail_entry ADD CONSTRAINT refused CHECK (request_id <> 'refused') NOT VALID`);
    const answer = database.asPrincipal(
      registrar,
      async () => {
        await tx().sql('INSERT INTO fact VALUES (1)');
        recordRead({ person: randomUUID(), group: 'identity' });
        return 'answer';
      },
      { requestId: 'refused' },
    );
    await expect(answer).rejects.toMatchObject({ code: 'TRAIL_UNAVAILABLE', cause: expect.any(Error) });
    expect(await database.admin('SELECT * FROM fact')).toEqual([]);
  });

  it('leaves nothing of a use case that was rolled back', async () => {
    const work = database.asPrincipal(
      registrar,
      async () => {
        recordRead({ person: randomUUID(), group: 'identity' });
        throw new Error('refused');
      },
      { requestId: 'rolled back' },
    );
    await expect(work).rejects.toThrow('refused');
    expect(await entriesOf('rolled back')).toEqual([]);
  });
});

describe('the trail in the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase('append_only', trailMigrations);
    await database.asPrincipal(registrar, async () => recordRead({ person: randomUUID(), group: 'identity' }));
  });
  afterAll(() => database.dispose());

  it.each(['app', 'worker'] as const)('gives the %s no right to change it', async (role) => {
    const source = await database.as(role);
    for (const sql of ['UPDATE trail_entry SET count = 2', 'DELETE FROM trail_entry', 'TRUNCATE trail_entry']) {
      await expect(source.query(sql)).rejects.toThrow('permission denied');
    }
    await expect(source.query('DELETE FROM trail_block')).rejects.toThrow('permission denied');
    await expect(source.query('UPDATE trail_unsealed SET entry_id = 0')).rejects.toThrow('permission denied');
  });

  it.each([
    'UPDATE trail_entry SET count = 2',
    'DELETE FROM trail_entry',
    'TRUNCATE trail_entry',
    'DELETE FROM trail_block',
  ])('refuses the owner, and even the superuser: %s', async (sql) => {
    await expect((await database.as('owner')).query(sql)).rejects.toThrow('the trail is append only');
    await expect(database.admin(sql)).rejects.toThrow('the trail is append only');
  });

  it('lets nobody write in another’s name, or choose the time', async () => {
    const insert = (columns: string, values: string) => () =>
      tx().sql(`INSERT INTO trail_entry (legal_at, actor, actor_roles, action, operation, purpose, request_id, rules,
        field_groups, count, withheld_from_person${columns})
        VALUES (now(), 'test:auditor', '{}', 'READ', 'x', 'x', 'x', '{}', '{}', 1, false${values})`);
    await expect(database.asPrincipal(registrar, insert('', ''))).rejects.toThrow('row-level security');
    await expect(
      database.asPrincipal(aPrincipal({ roles: ['auditor'] }), insert(', recorded_at', ', now()')),
    ).rejects.toThrow('permission denied');
  });

  it('shows its rows to the person, to an auditor and to the worker, and to nobody else', async () => {
    const person = randomUUID();
    await database.asPrincipal(registrar, async () => {
      recordRead({ person, group: 'identity' });
      recordRead({ person, group: 'protection', withheld: true });
    });
    const seen = async (principal = aPrincipal(), role: 'app' | 'worker' = 'app') =>
      (
        await database.asPrincipal(
          principal,
          () => tx().sql('SELECT id FROM trail_entry WHERE person = $1', [person]),
          { role },
        )
      ).length;
    expect(await seen(aCitizen(person))).toBe(1);
    expect(await seen(aCitizen(randomUUID()))).toBe(0);
    expect(await seen(registrar)).toBe(0);
    expect(await seen()).toBe(0);
    expect(await seen(aPrincipal({ roles: ['auditor'] }))).toBe(2);
    expect(await seen(aPrincipal(), 'worker')).toBe(2);
    expect(await (await database.as('app')).query('SELECT * FROM trail_entry')).toEqual([]);
  });
});
