import { snapshotOf } from '@kamkor/database';
import { deadlinesMigrations } from '@kamkor/deadlines/migrations';
import { idempotencyMigrations } from '@kamkor/idempotency/migrations';
import { outboxMigrations } from '@kamkor/outbox/migrations';
import type { MigrationClass } from '@kamkor/persistence';
import { referenceMigrations } from '@kamkor/reference/migrations';
import { type TestDatabase, testDatabase } from '@kamkor/testing';
import { trailMigrations } from '@kamkor/trail/migrations';
import { benefitsMigrations } from '../migrations/index.js';

describe('the initial migrations, taken back', () => {
  let empty: TestDatabase;
  let database: TestDatabase;
  beforeAll(async () => {
    [empty, database] = [await testDatabase('empty', []), await testDatabase('take_back', benefitsMigrations)];
  });
  afterAll(() => Promise.all([empty.dispose(), database.dispose()]));

  async function takeBack(migration: MigrationClass, from: TestDatabase): Promise<void> {
    const runner = (await from.as('owner')).createQueryRunner();
    await new migration().down(runner).finally(() => runner.release());
  }

  it.each([
    ['idempotency', idempotencyMigrations],
    ['outbox', outboxMigrations],
    ['deadlines', deadlinesMigrations],
    ['reference', referenceMigrations],
  ])('leave nothing: %s', async (name, migrations) => {
    const made = await testDatabase(name, migrations);
    for (const migration of migrations.toReversed()) await takeBack(migration, made);
    expect(await snapshotOf(made.urls.owner)).toBe(await snapshotOf(empty.urls.owner));
    await made.dispose();
  });

  it.each([
    ['the trail', trailMigrations, 'a trail is never dropped by a migration: it is evidence'],
    [
      'social benefits',
      benefitsMigrations.slice(-1),
      'what families said, and who must not learn of a child, is not thrown away',
    ],
  ])('are refused where what is there must not be lost: %s', async (_what, [migration], why) => {
    const before = await snapshotOf(database.urls.owner);
    await expect(takeBack(migration!, database)).rejects.toThrow(why);
    expect(await snapshotOf(database.urls.owner)).toBe(before);
  });
});
