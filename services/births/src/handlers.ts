import type { InboxConsumer } from '@kamkor/outbox';
import type { BirthsDeadlines } from './births-deadlines.js';
import { onApplicationWithdrawn } from './documentation/application-withdrawn.js';
import { onBirthRegistered } from './documentation/birth-registered.js';
import { onCertificateApplied } from './documentation/certificate-applied.js';
import { onCertificateIssued } from './documentation/certificate-issued.js';
import { onChildRecorded } from './documentation/child-recorded.js';

/** What this service does on the facts of the civil registry; each takes a batch in a constant number of statements. */
export const birthsHandlers = (inbox: InboxConsumer, deadlines: BirthsDeadlines): InboxConsumer =>
  inbox
    .on('ChildRecorded', onChildRecorded)
    .on('BirthCertificateApplied', (events) => onCertificateApplied(events, deadlines))
    .on('BirthCertificateApplicationWithdrawn', (events) => onApplicationWithdrawn(events, deadlines))
    .on('BirthRegistered', onBirthRegistered)
    .on('BirthCertificateIssued', (events) => onCertificateIssued(events, deadlines));
