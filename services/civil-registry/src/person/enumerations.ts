import { describedEnum } from '@kamkor/subgraph';
import type { EnteredFrom, KnownFrom } from '../rules/person/known-from.js';
import type { Sex } from '../rules/person/sex.js';

export const SexEnum = describedEnum<Sex>('Sex', 'Sex as recorded at birth.', {
  FEMALE: 'Female.',
  MALE: 'Male.',
  UNDETERMINED: 'Could not be determined at birth.',
});

export const KnownFromEnum = describedEnum<KnownFrom>('KnownFrom', 'How a person became known to the registry.', {
  BIRTH_NOTIFICATION: 'A facility or reporter notified the birth.',
  PAPER: 'A registrar entered the person from a paper document or a paper register.',
  OTHER_REGISTER: 'A registrar entered the person from another state register.',
});

export const EnteredFromEnum = describedEnum<EnteredFrom>('EnteredFrom', 'What a registrar enters a person from.', {
  PAPER: 'A paper document or a paper register.',
  OTHER_REGISTER: 'Another state register.',
});
