import { recordRead } from '@kamkor/trail';
import type { BirthNotification } from './notification.entity.js';

/**
 * The notification holds her number and her names, so it is her record too that was read. Of a child she has not with
 * her, births does not know who she is in the registry, and her log says nothing.
 */
export function noteMotherSeen({ id, careStatus, live, motherPersonId }: BirthNotification): void {
  if (motherPersonId === null || !live || careStatus !== 'WITH_PARENTS') return;
  recordRead({
    person: motherPersonId,
    subjectType: 'BirthNotification',
    subjectId: id,
    group: 'mother-as-notified',
    policy: 'BirthNotification',
  });
}
