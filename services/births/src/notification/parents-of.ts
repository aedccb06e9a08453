import { personOf } from '../graph/person.js';
import type { BirthNotification } from './notification.entity.js';
import type { NotifiedParent } from './notified-parent.js';

export const motherOf = (birth: BirthNotification): NotifiedParent => ({
  identity: birth.motherIdentity,
  pin: birth.motherPin,
  familyName: birth.motherFamilyName,
  givenName: birth.motherGivenName,
  birthDate: birth.motherBirthDate,
  person: personOf(birth.motherPersonId),
});

/** The registry's answer names the mother only, so a father is never more than what was said of him. */
export const fatherOf = (birth: BirthNotification): NotifiedParent | null =>
  birth.fatherIdentity === null
    ? null
    : {
        identity: birth.fatherIdentity,
        pin: birth.fatherPin,
        familyName: birth.fatherFamilyName,
        givenName: birth.fatherGivenName,
        birthDate: birth.fatherBirthDate,
        person: null,
      };
