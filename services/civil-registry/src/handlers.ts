import type { InboxConsumer } from '@kamkor/outbox';
import { onBirthNotificationCompleted } from './birth-record/on-birth-notification-completed.js';
import { onBirthNotified } from './birth-record/on-birth-notified.js';
import { onUndocumentedSiblingFound } from './birth-record/on-undocumented-sibling-found.js';
import { onChildStandingChanged } from './child-standing/on-child-standing-changed.js';
import { onParentDocumentLacking } from './document-help/on-parent-document-lacking.js';
import type { Law } from './law.js';
import { onClosedAsDuplicate, onReopened } from './person/on-birth-notification-closed-as-duplicate.js';

/** What the registry does on the events of births. */
export const handlers = (inbox: InboxConsumer, law: Law): InboxConsumer =>
  inbox
    .on('BirthNotified', onBirthNotified(law))
    .on('BirthNotificationCompleted', onBirthNotificationCompleted)
    .on('ChildStandingChanged', onChildStandingChanged)
    .on('BirthNotificationClosedAsDuplicate', onClosedAsDuplicate)
    .on('BirthNotificationReopened', onReopened)
    .on('ParentDocumentLacking', onParentDocumentLacking(law))
    .on('UndocumentedSiblingFound', onUndocumentedSiblingFound(law));
