import { CALLER } from '@kamkor/database';
import { type MothersView, seenByMother } from '@kamkor/trail/database';

/**
 * A mother learns who read or changed the records of a child whom she has. A social worker's look is not told: here it is
 * always of one person, and could come from a visit that found something. Nor are parentage, document help and siblings
 * found at a visit.
 */
const MOTHERS_VIEW: MothersView = {
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

export const trailOfRegistry = seenByMother(MOTHERS_VIEW);
