import { describedEnum } from '@kamkor/subgraph';
import type { Applicant } from '../rules/birth-record/applicant.js';
import type { RegistryState } from '../rules/birth-record/child-identity.js';
import type { Parentage, ParentageDecision } from '../rules/birth-record/parentage.js';
import type { PinState } from '../rules/birth-record/pin-states.js';
import type { BirthRecordState } from '../rules/birth-record/states.js';

export const BirthRecordStateEnum = describedEnum<BirthRecordState>(
  'BirthRecordState',
  "How far a child's birth certificate has come.",
  {
    NOTIFIED: 'The birth is known; nobody has applied for the certificate.',
    APPLIED: 'The certificate was applied for; the registry has to register the birth.',
    REGISTERED: 'The birth has its act number; the certificate is to be issued.',
    CERTIFIED: 'The certificate is in the family’s hands: the child is documented.',
  },
);

export const RegistryStateEnum = describedEnum<RegistryState>(
  'ChildIdentification',
  'Whether the registry knows who the notified child is.',
  {
    MATCHED: 'The registry already held this child as a person.',
    CREATED: 'The child became a person of the registry by the notification.',
    NOT_IDENTIFIED: 'Several persons could be this child: a registrar has to decide.',
  },
);

export const ApplicantEnum = describedEnum<Applicant>(
  'BirthCertificateApplicant',
  'Who applied for the birth certificate.',
  {
    MOTHER: 'The mother.',
    FATHER: 'The father.',
    RELATIVE: 'Another relative, or somebody whom the parents sent.',
    GUARDIAN: 'A guardian or the guardianship body.',
    INSTITUTION: 'The institution in which the child lives.',
  },
);

export const PinStateEnum = describedEnum<PinState>(
  'PinState',
  "How far a child's personal identification number has come.",
  {
    NOT_REQUESTED: 'Nobody has asked for it yet.',
    PENDING: 'It was asked for; another body will give it.',
    RECORDED: 'It was given and is recorded for the person.',
  },
);

export const ParentageEnum = describedEnum<Parentage>('Parentage', 'Whether it is certain who the mother is.', {
  NOT_QUESTIONED: 'No application has named another mother than the notification.',
  MISMATCH: 'The application names another mother; a second registrar decides before the birth is registered.',
  DECIDED: 'A second registrar has decided, and said why.',
});

export const ParentageDecisionEnum = describedEnum<ParentageDecision>(
  'ParentageDecision',
  'Who the mother is, as a second registrar decided.',
  {
    NOTIFIED_MOTHER: 'The woman whom the notification named, whether she is known or not.',
    APPLICATION_MOTHER: 'The woman whom the application names.',
  },
);
