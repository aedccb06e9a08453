import type { InboxConsumer } from '@kamkor/outbox';
import type { BirthsDeadlines } from './births-deadlines.js';
import { onApplicationWithdrawn } from './documentation/application-withdrawn.js';
import { onBirthRegistered } from './documentation/birth-registered.js';
import { onCertificateApplied } from './documentation/certificate-applied.js';
import { onCertificateIssued } from './documentation/certificate-issued.js';
import { onChildRecorded } from './documentation/child-recorded.js';
import { onPersonMerged, onPersonMergeUndone } from './documentation/person-merged.js';
import { lookForYoungMothers } from './obstacle/young-mothers.js';
import type { Law } from './rules/law.js';

/** What this service does on the facts of the civil registry; each takes a batch in a constant number of statements. */
export const birthsHandlers = (inbox: InboxConsumer, deadlines: BirthsDeadlines, law: Law): InboxConsumer =>
  inbox
    .on('ChildRecorded', async (events) => {
      await onChildRecorded(events);
      await lookForYoungMothers(
        events.map(({ payload }) => payload.notificationId),
        law,
        deadlines.safetyConcern,
      );
    })
    .on('BirthCertificateApplied', (events) => onCertificateApplied(events, deadlines))
    .on('BirthCertificateApplicationWithdrawn', (events) => onApplicationWithdrawn(events, deadlines, law))
    .on('BirthRegistered', onBirthRegistered)
    .on('PersonMerged', onPersonMerged)
    .on('PersonMergeUndone', onPersonMergeUndone)
    .on('BirthCertificateIssued', (events) => onCertificateIssued(events, deadlines));
