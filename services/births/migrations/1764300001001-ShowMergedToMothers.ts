import { mothersViewOfMerged, NO_VIEW_OF_MERGED } from '@kamkor/trail';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MOTHERS_VIEW } from './1764300000501-ShowAccessesToMothers.js';

/** A child that was notified twice is one to its mother, also in the log of who looked at it. */
export class ShowMergedToMothers1764300001001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(mothersViewOfMerged(MOTHERS_VIEW));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(NO_VIEW_OF_MERGED);
  }
}
