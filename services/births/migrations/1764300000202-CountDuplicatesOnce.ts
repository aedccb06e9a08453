import type { MigrationInterface, QueryRunner } from 'typeorm';

const WATCHED = `w.state <> 'CANCELLED'`;
const ONCE = `${WATCHED} AND w.duplicate_of IS NULL`;

/**
 * A watch that was closed as a duplicate when its child had the certificate already stays DOCUMENTED, but is no second
 * child. One line of the function changes, so the rest of it is taken as it stands.
 */
export class CountDuplicatesOnce1764300000202 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await rewrite(runner, WATCHED, ONCE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await rewrite(runner, ONCE, WATCHED);
  }
}

async function rewrite(runner: QueryRunner, from: string, to: string): Promise<void> {
  const [{ definition }] = await runner.query(
    `SELECT pg_get_functiondef('count_documentation'::regproc) AS definition`,
  );
  if (definition.split(from).length !== 2) throw new Error('count_documentation does not read as expected');
  await runner.query(definition.replace(from, to));
}
