import { z } from 'zod';
import { EventKind } from './event-kind.js';
import { instantText, uuid } from './fields.js';

/** About the notification that was closed; the kept one has a story, and versions, of its own. */
const of = <Type extends string>(type: Type) =>
  ({ type, producer: 'births', subjectType: 'BirthNotification' }) as const;

const pair = { notificationId: uuid, keptNotificationId: uuid };

/**
 * Two notifications were decided to be about one child: this one is closed, and the persons made of the two are one
 * person. Siblings whom visits found, who are one because their families are, are named by their own ids.
 */
export const BirthNotificationClosedAsDuplicate = EventKind.first(
  of('BirthNotificationClosedAsDuplicate'),
  z.object({ ...pair, closedAt: instantText }),
);

/** That decision was taken back: they are two children. */
export const BirthNotificationReopened = EventKind.first(
  of('BirthNotificationReopened'),
  z.object({ ...pair, reopenedAt: instantText }),
);
