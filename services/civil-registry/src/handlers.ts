import type { InboxConsumer } from '@kamkor/outbox';
import { onBirthNotificationCompleted } from './birth-record/on-birth-notification-completed.js';
import { onBirthNotified } from './birth-record/on-birth-notified.js';
import { onUndocumentedSiblingFound } from './birth-record/on-undocumented-sibling-found.js';
import { onChildStandingChanged } from './child-standing/on-child-standing-changed.js';
import { onParentDocumentLacking } from './document-help/on-parent-document-lacking.js';
import { onBirthNotificationClosedAsDuplicate } from './person/on-birth-notification-closed-as-duplicate.js';
import { onBirthNotificationReopened } from './person/on-birth-notification-reopened.js';
import type { Law } from './rules/law.js';

/** What the registry does on the facts of births; each takes a batch in a constant number of statements. */
export const registryHandlers = (inbox: InboxConsumer, law: Law): InboxConsumer =>
  inbox
    .on('BirthNotified', (events) => onBirthNotified(events, law))
    .on('BirthNotificationCompleted', onBirthNotificationCompleted)
    .on('ChildStandingChanged', onChildStandingChanged)
    .on('BirthNotificationClosedAsDuplicate', onBirthNotificationClosedAsDuplicate)
    .on('BirthNotificationReopened', onBirthNotificationReopened)
    .on('ParentDocumentLacking', (events) => onParentDocumentLacking(events, law))
    .on('UndocumentedSiblingFound', (events) => onUndocumentedSiblingFound(events, law));
