import { type MothersView, seenByMother } from '@kamkor/trail/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CALLER } from './policy.js';

export const MOTHERS_VIEW: MothersView = {
  children: `SELECT id FROM person WHERE mother = ${CALLER} AND NOT withheld_from_mother`,
  groups: ['identity', 'birth'],
  subjects: ['Person', 'BirthRecord'],
  fields: [
    'me',
    'person',
    'personByPin',
    'birthRecord',
    'birthRecords',
    'enterPerson',
    'applyForBirthCertificate',
    'withdrawBirthCertificateApplication',
    'registerBirth',
    'issueBirthCertificate',
    'requestPin',
    'recordPin',
    'identifyChild',
  ],
  others: [
    'Reference.BirthRecord',
    'Reference.Person',
    'event:BirthNotified',
    'event:BirthNotificationCompleted',
    'deadline:BIRTH_REGISTRATION',
    'deadline:CERTIFICATE_ISSUE',
    'deadline:PIN_ASSIGNMENT',
  ],
};

/**
 * A mother learns who read or changed the records of a child whom she has. A social worker's look is not told: here it is
 * always of one person, and could come from a visit that found something. Nor are parentage, document help and siblings
 * found at a visit.
 */
export class ShowAccessesToMothers1764300000502 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { policies } of seenByMother(MOTHERS_VIEW)) await runner.query(policies!);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY mother_sees_of_child ON trail_entry');
  }
}
