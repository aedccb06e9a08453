import { z } from 'zod';
import { EventKind } from './event-kind.js';
import { code, dateText, instantText, maybe, placeCode, uuid } from './fields.js';

const of = <Type extends string>(type: Type) =>
  ({ type, producer: 'births', subjectType: 'BirthNotification' }) as const;

/** A subject of its own: whoever hears of findings hears nothing about births, nor who the mothers are. */
const ofVisit = <Type extends string>(type: Type) =>
  ({ type, producer: 'births', subjectType: 'OutreachVisit' }) as const;

const sex = z.enum(['FEMALE', 'MALE', 'UNDETERMINED']);
const careStatus = z.enum(['WITH_PARENTS', 'RELINQUISHED', 'ABANDONED', 'IN_CARE']);
const body = z.enum(['SOCIAL_UNIT', 'GUARDIANSHIP']);
const name = z.string().trim().min(1).max(120);

/**
 * How a parent is known to the hospital. `PIN`: by the personal identifier, while names only help to find the parent;
 * `NAMED`: papers without an identifier, or none; `UNKNOWN`: nobody could say, which is an answer, not a gap in the
 * message. The registry needs no more to find the parent.
 */
const parent = z.discriminatedUnion('identity', [
  z.object({
    identity: z.literal('PIN'),
    pin: z.string().regex(/^[0-9A-Z]{5,20}$/),
    familyName: maybe(name),
    givenName: maybe(name),
    birthDate: maybe(dateText),
  }),
  z.object({ identity: z.literal('NAMED'), familyName: name, givenName: name, birthDate: maybe(dateText) }),
  z.object({ identity: z.literal('UNKNOWN') }),
]);

export type NotifiedParent = z.output<typeof parent>;

/** A facility told of a birth. `live: false` is a stillbirth: nobody is ever sent or reminded because of it. */
export const BirthNotified = EventKind.first(
  of('BirthNotified'),
  z.object({
    notificationId: uuid,
    /** Null: the child was born outside a facility. */
    facility: maybe(placeCode),
    facilityRecordNumber: z.string().min(1).max(64),
    bornAt: instantText,
    /** The legal date of `bornAt`; every term counts from it. */
    birthDate: dateText,
    territory: placeCode,
    placeOfBirth: z.string().min(1).max(300),
    sex,
    weightGrams: maybe(z.int().min(100).max(9_999)),
    live: z.boolean(),
    mother: parent,
    father: maybe(parent),
    careStatus,
  }),
);

/**
 * What was missing when the birth was notified and is known now; null: unchanged. {@link ChildStandingChanged} says where
 * the child is, and with whom.
 */
export const BirthNotificationCompleted = EventKind.first(
  of('BirthNotificationCompleted'),
  z.object({
    notificationId: uuid,
    sex: maybe(sex),
    weightGrams: maybe(z.int().min(100).max(9_999)),
    mother: maybe(parent),
    father: maybe(parent),
  }),
);

/**
 * How a child stands from now on, in full, after any part of it has changed. It is said of every notification of the child,
 * including one that was closed as a duplicate. It is a subject of its own, so that whoever cares for a family hears it
 * without hearing about births or who the mothers are. It has no order to other subjects: it may come before what it is about.
 */
export const ChildStandingChanged = EventKind.first(
  { type: 'ChildStandingChanged', producer: 'births', subjectType: 'Child' },
  z.object({
    /** For a sibling found at a visit, its own id. */
    notificationId: uuid,
    /** Where the child is watched and registered. */
    territory: placeCode,
    /** Everything but `WITH_PARENTS` means that nothing may reach the mother. */
    careStatus,
    /** The child has died: nobody is sent, reminded or asked because of it any more. */
    died: z.boolean(),
  }),
);

/** The term for applying ran out at `dueAt` without an application. `personId` null: the registry has not answered. */
export const ChildOverdue = EventKind.first(
  of('ChildOverdue'),
  z.object({ notificationId: uuid, personId: maybe(uuid), territory: placeCode, dueAt: instantText }),
);

/**
 * A visit found a family in a hard life situation. `familyKnows: false` means that nothing may reach the family
 * because of this event: no notice, no letter, no line in what it sees of its own records.
 */
export const HardLifeSituationFound = EventKind.first(
  ofVisit('HardLifeSituationFound'),
  z.object({
    visitId: uuid,
    taskId: uuid,
    notificationId: uuid,
    personId: maybe(uuid),
    motherPersonId: maybe(uuid),
    territory: placeCode,
    foundAt: instantText,
    /** Who visits the family now. With `GUARDIANSHIP` the child is apart from its parents, and the social unit must not learn of it. */
    responsible: maybe(body),
    /** Who visited, which is another body where the child has changed hands since. Null: `responsible`. */
    foundBy: maybe(body),
    familyKnows: z.boolean(),
    /** Codes from the list `hardLifeCircumstance`. */
    circumstances: z.array(code).min(1).max(20),
  }),
);

/**
 * A visit found that a parent lacks a document, and the registry is to help with it. There is one event for each document
 * of a visit. `parentPersonId` null: the registry has not said who it is, or nobody may learn it from this.
 */
export const ParentDocumentLacking = EventKind.first(
  ofVisit('ParentDocumentLacking'),
  z.object({
    visitId: uuid,
    notificationId: uuid,
    /** The child. */
    personId: maybe(uuid),
    parentPersonId: maybe(uuid),
    parent: z.enum(['MOTHER', 'FATHER']),
    /** A code from the list `parentDocument`. */
    document: code,
    territory: placeCode,
    foundAt: instantText,
    /** A child apart from its mother: nothing of the request may reach her. */
    withheld: z.boolean(),
  }),
);

/**
 * A visit found another child of the family without documents. Nobody notified this birth, so `siblingId` takes the place
 * of the id of a notification, by which births and the registry otherwise speak of a child.
 */
export const UndocumentedSiblingFound = EventKind.first(
  ofVisit('UndocumentedSiblingFound'),
  z.object({
    visitId: uuid,
    siblingId: uuid,
    birthDate: dateText,
    /** The family does not know the day: the registry has to find it out before it registers the birth. */
    birthDateApproximate: z.boolean(),
    sex,
    givenName: maybe(name),
    motherPersonId: maybe(uuid),
    careStatus,
    territory: placeCode,
    foundAt: instantText,
  }),
);
