import type { InboxConsumer } from '@kamkor/outbox';
import { onBirthNotificationCompleted } from './birth-record/birth-notification-completed.js';
import { onBirthNotified } from './birth-record/birth-notified.js';

/** What the registry does on the events of births. */
export const handlers = (inbox: InboxConsumer): InboxConsumer =>
  inbox.on('BirthNotified', onBirthNotified).on('BirthNotificationCompleted', onBirthNotificationCompleted);
