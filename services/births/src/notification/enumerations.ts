import { describedEnum } from '@kamkor/subgraph';
import type { CareStatus } from '../rules/care-status.js';
import type { RegistryState } from '../rules/documentation/registry-state.js';
import type { BirthAttendant } from '../rules/notification/birth-attendant.js';
import type { ParentIdentity, Sex, TerritorySource } from '../rules/notification/birth-report.js';
import type { MissingItem } from '../rules/notification/missing-items.js';

export const SexEnum = describedEnum<Sex>('Sex', 'Sex as recorded at birth.', {
  FEMALE: 'Female.',
  MALE: 'Male.',
  UNDETERMINED: 'Could not be determined at birth.',
});

export const ParentIdentityEnum = describedEnum<ParentIdentity>(
  'ParentIdentity',
  'How well a parent is known to who notifies the birth.',
  {
    PIN: 'By the personal identification number; names only help to find the person.',
    NAMED: 'By family name and given name, without a number.',
    UNKNOWN: 'Nobody could say who it is.',
  },
);

export const CareStatusEnum = describedEnum<CareStatus>(
  'CareStatus',
  'Who cares for the child. In every state but `WITH_PARENTS` the guardianship body sees to the documents and nothing reaches the mother.',
  {
    WITH_PARENTS: 'With the parents, or one of them.',
    RELINQUISHED: 'Given up by the parents.',
    ABANDONED: 'Left behind.',
    IN_CARE: 'In the care of the state.',
  },
);

export const TerritorySourceEnum = describedEnum<TerritorySource>(
  'TerritorySource',
  'Whose territory it is that the child is watched in.',
  {
    MOTHER: 'Where the mother lives.',
    FACILITY_IN_MOTHERS_AREA:
      'That of the facility: of where the mother lives only a province or the country was said, in which it lies.',
    PLACE_OF_BIRTH_IN_MOTHERS_AREA:
      'Where the child was born, outside a facility: of where the mother lives only a province or the country was said, in which it lies.',
    MOTHERS_AREA:
      'A province or the country, in which the mother lives and the birth did not happen: no unit is responsible, and its supervisor sees the task among those of nobody, to assign it or hand it over.',
    FACILITY: 'That of the facility: where the mother lives was not said.',
    HANDED_OVER: 'Of the unit that took the task over from another one: the family lives there.',
    PLACE_OF_BIRTH: 'Where the child was born, outside a facility: where the mother lives was not said.',
  },
);

export const RegistryStateEnum = describedEnum<RegistryState>(
  'RegistryState',
  'What the civil registry has made of the notification.',
  {
    PENDING: 'It has not answered yet; usually that takes less than a second.',
    MATCHED: 'The child was already a person of the registry.',
    CREATED: 'The child has become a person of the registry.',
    NOT_IDENTIFIED: 'A registrar has to decide who the child is.',
  },
);

export const BirthAttendantEnum = describedEnum<BirthAttendant>('BirthAttendant', 'Who attended a birth.', {
  DOCTOR: 'A doctor.',
  MIDWIFE: 'A midwife.',
  FELDSHER: 'A feldsher.',
  OTHER: 'Somebody else.',
  NOBODY: 'Nobody.',
});

export const MissingItemEnum = describedEnum<MissingItem>('MissingItem', 'What a notification was accepted without.', {
  WEIGHT: 'The child’s weight.',
  MOTHER: 'Who the mother is.',
  MOTHER_PIN: 'The mother’s personal identification number; her name is known.',
  FATHER: 'Anything about the father.',
  MOTHER_TERRITORY: 'Where the mother lives.',
  MOTHER_ADDRESS: 'The mother’s address.',
  INFORMANT_PHONE: 'A telephone number of who told of the birth.',
  ATTENDANT: 'Who attended the birth.',
  PLURALITY: 'How many children were born of the delivery.',
  BIRTH_ORDER: 'Which of several children this one is.',
  DELIVERY_ID: 'The number of the delivery that this child shares with others.',
});
