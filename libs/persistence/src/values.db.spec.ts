import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type TestDatabase, testDatabase } from '@kamkor/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class CreateFact1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`CREATE TABLE fact (id int PRIMARY KEY, at timestamptz(3) NOT NULL, "on" date NOT NULL);
      GRANT SELECT, INSERT, DELETE ON fact TO kamkor_app`);
  }
  async down() {}
}

// Days on which a JS Date at local midnight moves or does not exist, and instants one millisecond apart.
const FACTS = [
  { id: 1, at: '2024-03-10T07:00:00Z', on: '2024-03-10' },
  { id: 2, at: '2024-03-10T06:59:59.999Z', on: '2024-11-03' },
  { id: 3, at: '2024-05-24T18:00:00.001Z', on: '2024-05-25' },
  { id: 4, at: '2024-05-24T18:00:00.001Z', on: '2000-02-29' },
  { id: 5, at: '2024-05-24T18:00:00.002Z', on: '1899-12-31' },
  { id: 6, at: '1991-08-31T00:00:00.123Z', on: '1991-08-31' },
  { id: 7, at: '0988-01-01T00:00:00Z', on: '0988-06-01' },
];
const SCRIPT = join(process.cwd(), 'libs/persistence/src/round-trip.mjs');

describe('instants and dates', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase('values', [CreateFact1700000000001]);
  });
  afterAll(() => database.dispose());

  it.each([
    ['America/New_York', 300],
    ['Asia/Bishkek', -360],
    ['UTC', 0],
  ])(
    'come back as they went in, and order pages without a gap, in %s',
    async (zone, offset) => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--throw-deprecation', SCRIPT, database.urls.app, JSON.stringify(FACTS)],
        { env: { ...process.env, TZ: zone } },
      );
      expect(JSON.parse(stdout)).toEqual({
        zone: offset,
        byEntity: FACTS,
        bySql: FACTS,
        paged: [7, 6, 2, 1, 3, 4, 5],
        found: [1],
      });
    },
    20_000,
  );
});
