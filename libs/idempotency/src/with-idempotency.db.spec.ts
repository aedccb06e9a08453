import { randomUUID } from 'node:crypto';
import { tx } from '@kamkor/persistence';
import { aPrincipal, type TestDatabase, testDatabase } from '@kamkor/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { idempotencyMigrations } from '../migrations/index.js';
import { purgeIdempotencyKeys, withIdempotency } from './index.js';

class CreateEffect1763800000009 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE effect (id uuid, name text); GRANT ALL ON effect TO kamkor_app');
  }
  async down() {}
}

const hospital = aPrincipal({ subject: 'hospital-1', roles: ['hospital'] });

describe('a mutation with an idempotency key', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase('idempotency', [...idempotencyMigrations, CreateEffect1763800000009]);
  });
  afterAll(() => database.dispose());
  beforeEach(async () => {
    await database.admin('TRUNCATE effect, idempotency_key');
  });

  interface Attempt {
    key?: string;
    name?: string;
    field?: string;
    principal?: typeof hospital;
    meanwhile?: () => Promise<unknown>;
  }
  const notify = ({
    key = 'key-1',
    name = 'a',
    field = 'Mutation.notify',
    principal = hospital,
    meanwhile,
  }: Attempt = {}) =>
    database.asPrincipal(principal, () =>
      withIdempotency(
        { key, field, args: { input: { name } } },
        async () => {
          const id = randomUUID();
          await tx().sql('INSERT INTO effect VALUES ($1, $2)', [id, name]);
          await meanwhile?.();
          return { id };
        },
        (made) => ({ type: 'BirthNotification', ids: [made.id] }),
      ),
    );
  const effects = async () => (await database.admin('SELECT id FROM effect')).length;

  it('has its effect once, and the repeated one gets the outcome of the first', async () => {
    const first = await notify();
    if (first.replayed) throw new Error('nothing to replay yet');
    expect(await notify()).toEqual({
      replayed: true,
      outcome: { type: 'BirthNotification', ids: [first.result.id] },
    });
    expect(await effects()).toBe(1);
  });

  it('is refused where the same key comes with other input', async () => {
    await notify();
    await expect(notify({ name: 'b' })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await effects()).toBe(1);
  });

  it('is refused while the first one runs', async () => {
    let second: unknown;
    await notify({
      meanwhile: async () => {
        second = await notify().catch((error: unknown) => error);
      },
    });
    expect(second).toMatchObject({ code: 'IDEMPOTENCY_KEY_IN_USE' });
    expect(await effects()).toBe(1);
  });

  it('has one effect however many come at once', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => notify()));
    const fresh = answers.filter((answer) => answer.status === 'fulfilled' && !answer.value.replayed);
    expect(fresh).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'IDEMPOTENCY_KEY_IN_USE' });
    }
    expect(await effects()).toBe(1);
  });

  it('may be repeated when the first one did not commit', async () => {
    const crash = () => tx().sql('SELECT pg_terminate_backend(pg_backend_pid())');
    await expect(notify({ meanwhile: crash })).rejects.toThrow();
    expect(await effects()).toBe(0);
    const refuse = async () => {
      throw new Error('refused');
    };
    await expect(notify({ meanwhile: refuse })).rejects.toThrow('refused');
    expect(await notify({ name: 'b' })).toMatchObject({ replayed: false });
    expect(await effects()).toBe(1);
  });

  it('has a key of its own for each principal and each field', async () => {
    await notify();
    expect(await notify({ principal: aPrincipal({ subject: 'hospital-2' }) })).toMatchObject({ replayed: false });
    expect(await notify({ field: 'Mutation.recordVisit' })).toMatchObject({ replayed: false });
    expect(await effects()).toBe(3);
  });

  it.each(['', ' ', 'with space', 'ачкыч', 'x'.repeat(201), 'line\nbreak'])(
    'is refused where the key is %j',
    async (key) => {
      await expect(notify({ key })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { field: 'Idempotency-Key' },
      });
      expect(await effects()).toBe(0);
    },
  );

  it('keeps keys from other principals, and from change', async () => {
    await notify();
    const rows = () => tx().sql('SELECT key FROM idempotency_key');
    expect(await database.asPrincipal(hospital, rows)).toHaveLength(1);
    expect(await database.asPrincipal(aPrincipal({ subject: 'hospital-2' }), rows)).toEqual([]);
    await expect(database.asPrincipal(hospital, () => tx().sql('DELETE FROM idempotency_key'))).rejects.toThrow(
      'permission',
    );
  });

  it('keeps a key for two days, and for one even if the worker’s purge were wrong', async () => {
    for (const [key, age] of Object.entries({ fresh: 0, kept: 47, old: 49, older: 99 })) {
      await notify({ key });
      await database.admin(
        `UPDATE idempotency_key SET created_at = now() - make_interval(hours => $1) WHERE key = $2`,
        [age, key],
      );
    }
    const purge = () => database.asPrincipal(aPrincipal(), () => purgeIdempotencyKeys(), { role: 'worker' });
    expect(await purge()).toBe(2);
    expect(await purge()).toBe(0);
    expect(await database.admin('SELECT key FROM idempotency_key ORDER BY key')).toEqual([
      { key: 'fresh' },
      { key: 'kept' },
    ]);
    const all = () => tx().sql('DELETE FROM idempotency_key');
    await database.asPrincipal(aPrincipal(), all, { role: 'worker' });
    expect(await database.admin('SELECT key FROM idempotency_key')).toEqual([{ key: 'fresh' }]);
  });
});
