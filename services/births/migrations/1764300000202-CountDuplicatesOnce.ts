import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rewriteFunction } from './rewrite-function.js';

const WATCHED = `w.state <> 'CANCELLED'`;
const ONCE = `${WATCHED} AND w.duplicate_of IS NULL`;

/**
 * A watch that was closed as a duplicate when its child had the certificate already stays DOCUMENTED, but is no second
 * child. One line of the function changes, so the rest of it is taken as it stands.
 */
export class CountDuplicatesOnce1764300000202 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await rewriteFunction(runner, 'count_documentation', WATCHED, ONCE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await rewriteFunction(runner, 'count_documentation', ONCE, WATCHED);
  }
}
