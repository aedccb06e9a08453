import { type MothersView, seenByMother } from '@kamkor/trail/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OF_OWN_CHILD } from './policies.js';

export const MOTHERS_VIEW: MothersView = {
  children: `SELECT child_person FROM documentation_watch WHERE ${OF_OWN_CHILD} AND child_person IS NOT NULL`,
  groups: ['birth', 'documentation', 'outreach-summary'],
  subjects: ['BirthNotification', 'DocumentationWatch'],
  fields: [
    'birthNotification',
    'birthNotifications',
    'documentationWatches',
    'notifyBirth',
    'notifyBirths',
    'completeNotification',
  ],
  others: [
    'Reference.BirthNotification',
    'Reference.DocumentationWatch',
    'Reference.Person',
    'event:ChildRecorded',
    'event:BirthCertificateApplied',
    'event:BirthCertificateApplicationWithdrawn',
    'event:BirthRegistered',
    'event:BirthCertificateIssued',
  ],
  lists: ['birthNotifications', 'documentationWatches'],
};

/**
 * A mother learns who read or changed what she may see herself of a child whom she has. Visits, what they found, care,
 * concerns and what was compared stay out, and with them every entry that would tell of them beside something else.
 */
export class ShowAccessesToMothers1764300000501 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { policies } of seenByMother(MOTHERS_VIEW)) await runner.query(policies!);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY mother_sees_of_child ON trail_entry');
  }
}
