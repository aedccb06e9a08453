import { describedEnum } from '@kamkor/subgraph';
import type { DuplicateReason } from '../rules/duplicate/score.js';
import type { DuplicateDecision, DuplicateState } from '../rules/duplicate/states.js';

export const DuplicateStateEnum = describedEnum<DuplicateState>(
  'DuplicateState',
  'Whether two notified births are one child.',
  {
    OPEN: 'Nobody has decided.',
    SAME: 'They are one child; one notification is kept, the other is closed.',
    DIFFERENT: 'They are two children. The pair is not brought up again.',
  },
);

export const DuplicateDecisionEnum = describedEnum<DuplicateDecision>(
  'DuplicateDecision',
  'What a registrar decides of two notified births.',
  { SAME: 'They are one child.', DIFFERENT: 'They are two children.' },
);

export const DuplicateReasonEnum = describedEnum<DuplicateReason>(
  'DuplicateReason',
  'What speaks for or against two notified births being one child.',
  {
    SAME_MOTHER_PIN: 'The mothers have the same personal number.',
    SAME_FATHER_PIN: 'The fathers have the same personal number.',
    SAME_NAMES: 'The mothers have the same names, as names are compared.',
    NAMES_IN_ANOTHER_SCRIPT: 'The mothers have the same names, once in Cyrillic and once in Latin letters.',
    NAMES_SWAPPED: 'The mothers have the same names, with family name and given name exchanged.',
    SAME_MOTHER_BIRTH_DATE: 'The mothers were born on the same day.',
    MOTHER_BIRTH_DATE_TRANSPOSED: 'The mothers were born on the same day if day and month are exchanged.',
    SAME_BIRTH_DATE: 'The births are of the same day.',
    BIRTH_DATE_TRANSPOSED: 'The births are of the same day if day and month are exchanged.',
    NEXT_DAY: 'The births are a day apart.',
    WITHIN_INTERVAL: 'The births are closer to each other than two deliveries of one mother can be.',
    SAME_DELIVERY_AND_ORDER: 'Both are the same child of the same delivery, by the numbers given to them.',
    SAME_WEIGHT: 'The weights are the same.',
    DIFFERENT_KEEPERS: 'Two facilities or reporters notified them.',
    SEX_DIFFERS: 'Against it: the sexes differ.',
    WEIGHT_DIFFERS: 'Against it: the weights differ by more than two weighings do.',
    LIVE_DIFFERS: 'Against it: one is a stillbirth.',
    MOTHER_PIN_DIFFERS: 'Against it: the mothers have different personal numbers, all else being the same.',
  },
);
