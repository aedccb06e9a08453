import { type MothersView, seenByMother } from '@kamkor/trail/database';
import { OF_OWN_CHILD } from '../conditions.js';

/**
 * A mother learns who read or changed what she may see herself of a child that she has. Visits and their findings, care,
 * concerns and comparisons stay out, and so does every entry that tells of them beside something else.
 */
const MOTHERS_VIEW: MothersView = {
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

export const trailOfBirths = seenByMother(MOTHERS_VIEW);
