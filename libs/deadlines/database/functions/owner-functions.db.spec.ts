import { randomUUID } from 'node:crypto';
import { aPrincipal, type TestDatabase, testDatabase } from '@kamkor/testing';
import { trailMigrations } from '@kamkor/trail/migrations';
import { deadlinesMigrations } from '../../migrations/index.js';
import { meetDeadline } from '../../src/meet.js';
import { aPromise, openSome, StandingClock } from '../../src/testing/promise.js';

const official = aPrincipal({ roles: ['social-worker'], territory: 'KG-C', subject: 'an-official' });
const CALLS = [
  `deadline_lock('{}')`,
  `deadline_move('{}', 'KG', NULL)`,
  `deadline_merge_person(NULL, NULL)`,
  `deadline_cancel('{}', 'no reason', now())`,
  `deadline_open('K', 'T', gen_random_uuid(), NULL, 'KG', NULL, 'STATE', 'R', now(), now())`,
];

describe('what functions of a service’s owner do with deadlines', () => {
  let database: TestDatabase;
  const clock = new StandingClock();
  const apply = aPromise('APPLY');
  beforeAll(async () => {
    database = await testDatabase('owner_functions', [...trailMigrations, ...deadlinesMigrations]);
  });
  afterAll(() => database.dispose());

  const by = <Result>(work: () => Promise<Result>) => database.asPrincipal(official, work, { clock });
  const owner = async (sql: string, values: unknown[] = []) => (await database.as('owner')).query(sql, values);
  const rows = (subject: string) =>
    database.admin('SELECT state, territory, owner, version FROM deadline WHERE subject_id = $1', [subject]);
  const dueAt = clock.now().add({ hours: 1 });
  const oneOpenOneMet = async () => {
    const subjects = await by(() => openSome(apply, 2, { dueAt, owner: 'SOCIAL_UNIT' }));
    await by(() => meetDeadline({ kind: apply, subjectId: subjects[1]!, factAt: clock.now() }));
    return subjects as [string, string];
  };

  it('is done by nobody else', async () => {
    for (const role of ['app', 'worker'] as const) {
      const source = await database.as(role);
      for (const call of CALLS) await expect(source.query(`SELECT ${call}`)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('moves what is open to another territory and owner, once, and leaves what has ended', async () => {
    const [open, met] = await oneOpenOneMet();
    const stands = { state: 'PENDING', territory: 'KG-O-02', owner: 'SOCIAL_UNIT', version: 2 };
    for (const _ of [1, 2]) await owner(`SELECT deadline_move($1, 'KG-O-02', NULL)`, [[open, met]]);
    expect(await rows(open)).toEqual([stands]);
    await owner(`SELECT deadline_move($1, 'KG-O-02', 'GUARDIANSHIP')`, [[open, met]]);
    expect(await rows(open)).toEqual([{ ...stands, owner: 'GUARDIANSHIP', version: 3 }]);
    expect(await rows(met)).toMatchObject([{ state: 'MET', territory: 'KG-C-03', owner: 'SOCIAL_UNIT' }]);
  });

  it('gives what is open of a merged person to the one who is kept', async () => {
    const [merged, kept] = [randomUUID(), randomUUID()];
    const [open, met] = await by(() => openSome(apply, 2, { dueAt, person: merged }));
    await by(() => meetDeadline({ kind: apply, subjectId: met!, factAt: clock.now() }));
    await owner('SELECT deadline_merge_person($1, $2)', [merged, kept]);
    const persons = 'SELECT subject_id AS of, person FROM deadline WHERE subject_id = ANY ($1) ORDER BY state';
    expect(await database.admin(persons, [[open, met]])).toEqual([
      { of: met, person: merged },
      { of: open, person: kept },
    ]);
  });

  it('ends what is open, and says who did so and why', async () => {
    const [open, met] = await oneOpenOneMet();
    const source = await database.as('owner');
    await source.transaction(async ({ queryRunner }) => {
      await queryRunner!.query(`SELECT set_config('kamkor.subject', 'who-stated-it', true)`);
      await queryRunner!.query('SELECT deadline_cancel($1, $2, $3)', [
        [open, met],
        'nobody waits for it',
        clock.now().toString(),
      ]);
    });
    expect(await rows(open)).toMatchObject([{ state: 'CANCELLED', version: 2 }]);
    expect(await rows(met)).toMatchObject([{ state: 'MET' }]);
    const said = `SELECT c.changed_by AS who, c.change, c.why, c.due_after = d.due_at AS due
      FROM deadline_change c JOIN deadline d ON d.id = c.deadline_id WHERE d.subject_id = ANY ($1)`;
    expect(await database.admin(said, [[open, met]])).toEqual([
      { who: 'who-stated-it', change: 'CANCELLED', why: 'nobody waits for it', due: true },
    ]);
  });

  it('starts one a subject and kind', async () => {
    const [, met] = await oneOpenOneMet();
    const start = `SELECT deadline_open(kind => 'APPLY', subject_type => 'Promise', subject_id => $1, person => NULL,
      territory => 'KG-C-03', owner => NULL, binds => 'STATE', regulation => 'TEST_TERM', opened_at => $2, due_at => $2)`;
    for (const _ of [1, 2]) await owner(start, [met, dueAt.toString()]);
    const states = (await rows(met)).map(({ state }) => state);
    expect(states.sort()).toEqual(['MET', 'PENDING']);
  });

  it('holds what is open until its transaction ends', async () => {
    const [open] = await oneOpenOneMet();
    const source = await database.as('owner');
    const free = 'SELECT 1 AS free FROM deadline WHERE subject_id = $1 FOR UPDATE SKIP LOCKED';
    await source.transaction(async ({ queryRunner }) => {
      await queryRunner!.query('SELECT deadline_lock($1)', [[open]]);
      expect(await database.admin(free, [open])).toEqual([]);
    });
    expect(await database.admin(free, [open])).toEqual([{ free: 1 }]);
  });
});
