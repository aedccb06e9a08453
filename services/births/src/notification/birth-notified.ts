import type { EventDraft, NotifiedParent } from '@kamkor/events';
import type { Publication } from '@kamkor/outbox';
import type { Parent } from '../rules/notification/birth-report.js';
import type { BirthToWrite } from './write-births.js';

/** The event that tells the registry of a birth. */
export const birthNotified = ({ id, birth }: BirthToWrite): Publication<'BirthNotified'> => ({
  type: 'BirthNotified',
  subjectId: id,
  payload: {
    notificationId: id,
    facility: birth.facility,
    facilityRecordNumber: birth.facilityRecordNumber,
    bornAt: birth.bornAt.toString(),
    birthDate: birth.birthDate.toString(),
    territory: birth.territory,
    placeOfBirth: birth.placeOfBirth,
    sex: birth.sex,
    weightGrams: birth.weightGrams,
    live: birth.live,
    mother: parentOnWire(birth.mother),
    father: birth.father ? parentOnWire(birth.father) : null,
    careStatus: birth.careStatus,
  } satisfies EventDraft<'BirthNotified'>,
});

/** A parent as an event carries it. */
export function parentOnWire({ identity, pin, familyName, givenName, birthDate }: Parent): NotifiedParent {
  const names = { familyName, givenName, birthDate: birthDate?.toString() ?? null };
  if (identity === 'PIN') return { ...names, identity, pin: pin as string };
  if (identity === 'UNKNOWN') return { identity };
  return { ...names, identity, familyName: familyName as string, givenName: givenName as string };
}
