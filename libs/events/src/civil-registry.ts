import { z } from 'zod';
import { EventKind } from './event-kind.js';
import { instantText, maybe, uuid } from './fields.js';

const of = <Type extends string>(type: Type) =>
  ({ type, producer: 'civil-registry', subjectType: 'BirthRecord' }) as const;

const child = { notificationId: uuid, personId: uuid };

const recorded = { notificationId: uuid, birthRecordId: uuid, motherPersonId: maybe(uuid) };

/**
 * The registry's answer to a notification. `MATCHED`: the child was already a person of the registry; `CREATED`: it is
 * one now; `NOT_IDENTIFIED`: a registrar has to decide who the child is, so there is no person yet. It is published
 * again, with the person, once that is decided.
 */
export const ChildRecorded = EventKind.first(
  of('ChildRecorded'),
  z.discriminatedUnion('registryState', [
    z.object({ ...recorded, registryState: z.literal('MATCHED'), personId: uuid }),
    z.object({ ...recorded, registryState: z.literal('CREATED'), personId: uuid }),
    z.object({ ...recorded, registryState: z.literal('NOT_IDENTIFIED'), personId: maybe(z.null()) }),
  ]),
);

/** The parents applied for the certificate. `appliedAt` is when they did, not when the registry wrote it down. */
export const BirthCertificateApplied = EventKind.first(
  of('BirthCertificateApplied'),
  z.object({ ...child, appliedAt: instantText }),
);

/** The application was taken back: the child is undocumented again, and the term goes on as if it had not been made. */
export const BirthCertificateApplicationWithdrawn = EventKind.first(
  of('BirthCertificateApplicationWithdrawn'),
  z.object({ ...child, withdrawnAt: instantText }),
);

/** The act of birth was registered (the certificate comes after it). */
export const BirthRegistered = EventKind.first(
  of('BirthRegistered'),
  z.object({ ...child, birthRecordId: uuid, registeredAt: instantText }),
);

/** The certificate is in the family's hands: the child is documented. */
export const BirthCertificateIssued = EventKind.first(
  of('BirthCertificateIssued'),
  z.object({ ...child, issuedAt: instantText }),
);

/** About the person who was merged; the kept one has a story, and versions, of its own. */
const ofPerson = <Type extends string>(type: Type) =>
  ({ type, producer: 'civil-registry', subjectType: 'Person' }) as const;

const merged = { personId: uuid, keptPersonId: uuid };

/**
 * Two persons turned out to be one: what is known of this one is known of the kept one from now on. `withheld`: the child
 * is apart from its mother, and nothing that follows from this may reach her.
 */
export const PersonMerged = EventKind.first(
  ofPerson('PersonMerged'),
  z.object({ ...merged, mergedAt: instantText, withheld: z.boolean() }),
);

/** They are two persons after all: each has again what was known of it. */
export const PersonMergeUndone = EventKind.first(
  ofPerson('PersonMergeUndone'),
  z.object({ ...merged, undoneAt: instantText }),
);
