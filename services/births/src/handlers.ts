import type { InboxConsumer } from '@kamkor/outbox';
import type { BirthsDeadlines } from './births-deadlines.js';
import { onBirthCertificateApplicationWithdrawn } from './documentation/on-birth-certificate-application-withdrawn.js';
import { onBirthCertificateApplied } from './documentation/on-birth-certificate-applied.js';
import { onBirthCertificateIssued } from './documentation/on-birth-certificate-issued.js';
import { onBirthRegistered } from './documentation/on-birth-registered.js';
import { onChildRecorded } from './documentation/on-child-recorded.js';
import { onPersonMergeUndone } from './documentation/on-person-merge-undone.js';
import { onPersonMerged } from './documentation/on-person-merged.js';
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
    .on('BirthCertificateApplied', (events) => onBirthCertificateApplied(events, deadlines))
    .on('BirthCertificateApplicationWithdrawn', (events) =>
      onBirthCertificateApplicationWithdrawn(events, deadlines, law),
    )
    .on('BirthRegistered', onBirthRegistered)
    .on('PersonMerged', onPersonMerged)
    .on('PersonMergeUndone', onPersonMergeUndone)
    .on('BirthCertificateIssued', (events) => onBirthCertificateIssued(events, deadlines));
