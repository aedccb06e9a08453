import { describedEnum } from '@kamkor/subgraph';
import type { ParentDocument, VisitedParent } from '../rules/obstacle/details.js';
import type { SafetyConcernState, SafetyGround, SafetyOutcome } from '../rules/obstacle/safety-concern-states.js';

export const VisitedParentEnum = describedEnum<VisitedParent>('VisitedParent', 'Which parent.', {
  MOTHER: 'The mother.',
  FATHER: 'The father.',
});

export const ParentDocumentEnum = describedEnum<ParentDocument>(
  'ParentDocument',
  'What a parent lacks; the code list `parentDocument`.',
  {
    PASSPORT: 'A passport.',
    PASSPORT_EXPIRED: 'A valid passport: theirs has expired.',
    MARRIAGE_CERTIFICATE: 'A marriage certificate.',
    BIRTH_CERTIFICATE: 'The parent’s own birth certificate.',
    RESIDENCE_REGISTRATION: 'A registered residence.',
    CITIZENSHIP: 'A determined citizenship.',
    OTHER: 'Another document.',
  },
);

export const SafetyGroundEnum = describedEnum<SafetyGround>('SafetyGround', 'Why somebody may not be safe.', {
  VIOLENCE: 'Violence.',
  THREAT: 'Threats.',
  NEGLECT: 'A child is not looked after.',
  FORCED_MARRIAGE: 'A marriage by force, or of a child.',
  TRAFFICKING: 'Trafficking, or the sale of a child.',
  MOTHER_UNDER_AGE: 'The mother is a child herself.',
  OTHER: 'Something else; said in the note.',
});

export const SafetyConcernStateEnum = describedEnum<SafetyConcernState>(
  'SafetyConcernState',
  'How far a safety concern has come.',
  {
    RAISED: 'Nobody has taken it up yet.',
    TAKEN_UP: 'A protection worker looks after it.',
    CLOSED: 'It is over.',
  },
);

export const SafetyOutcomeEnum = describedEnum<SafetyOutcome>('SafetyOutcome', 'What became of a safety concern.', {
  PROTECTED: 'Who was in danger is protected.',
  REFERRED: 'Another body protects, and has taken it over.',
  NOT_CONFIRMED: 'There was no danger.',
});
