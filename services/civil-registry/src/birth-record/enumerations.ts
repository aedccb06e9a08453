import { registerEnumType } from '@nestjs/graphql';
import type { RegistryState } from '../rules/birth-record/child-identity.js';
import type { Parentage, ParentageDecision } from '../rules/birth-record/parentage.js';
import type { PinState } from '../rules/birth-record/pin-states.js';
import type { BirthRecordState } from '../rules/birth-record/states.js';

export const BirthRecordStates = {
  NOTIFIED: 'NOTIFIED',
  APPLIED: 'APPLIED',
  REGISTERED: 'REGISTERED',
  CERTIFIED: 'CERTIFIED',
} as const satisfies Record<BirthRecordState, BirthRecordState>;

registerEnumType(BirthRecordStates, {
  name: 'BirthRecordState',
  description: "How far a child's birth certificate has come.",
  valuesMap: {
    NOTIFIED: { description: 'The birth is known; nobody has applied for the certificate.' },
    APPLIED: { description: 'The certificate was applied for; the registry has to register the birth.' },
    REGISTERED: { description: 'The birth has its act number; the certificate is to be issued.' },
    CERTIFIED: { description: 'The certificate is in the family’s hands: the child is documented.' },
  },
});

export const RegistryStates = {
  MATCHED: 'MATCHED',
  CREATED: 'CREATED',
  NOT_IDENTIFIED: 'NOT_IDENTIFIED',
} as const satisfies Record<RegistryState, RegistryState>;

registerEnumType(RegistryStates, {
  name: 'ChildIdentification',
  description: 'Whether the registry knows who the notified child is.',
  valuesMap: {
    MATCHED: { description: 'The registry already held this child as a person.' },
    CREATED: { description: 'The child became a person of the registry by the notification.' },
    NOT_IDENTIFIED: { description: 'Several persons could be this child: a registrar has to decide.' },
  },
});

export enum Applicant {
  MOTHER = 'MOTHER',
  FATHER = 'FATHER',
  RELATIVE = 'RELATIVE',
  GUARDIAN = 'GUARDIAN',
  INSTITUTION = 'INSTITUTION',
}

registerEnumType(Applicant, {
  name: 'BirthCertificateApplicant',
  description: 'Who applied for the birth certificate.',
  valuesMap: {
    MOTHER: { description: 'The mother.' },
    FATHER: { description: 'The father.' },
    RELATIVE: { description: 'Another relative, or somebody whom the parents sent.' },
    GUARDIAN: { description: 'A guardian or the guardianship body.' },
    INSTITUTION: { description: 'The institution in which the child lives.' },
  },
});

export const PinStates = {
  NOT_REQUESTED: 'NOT_REQUESTED',
  PENDING: 'PENDING',
  RECORDED: 'RECORDED',
} as const satisfies Record<PinState, PinState>;

registerEnumType(PinStates, {
  name: 'PinState',
  description: "How far a child's personal identification number has come.",
  valuesMap: {
    NOT_REQUESTED: { description: 'Nobody has asked for it yet.' },
    PENDING: { description: 'It was asked for; another body gives it.' },
    RECORDED: { description: 'It was given and stands on the person.' },
  },
});

export const Parentages = {
  NOT_QUESTIONED: 'NOT_QUESTIONED',
  MISMATCH: 'MISMATCH',
  DECIDED: 'DECIDED',
} as const satisfies Record<Parentage, Parentage>;

registerEnumType(Parentages, {
  name: 'Parentage',
  description: 'Whether it is certain who the mother is.',
  valuesMap: {
    NOT_QUESTIONED: { description: 'No application named another mother than the notification.' },
    MISMATCH: { description: 'The application names another mother: a second registrar decides before registration.' },
    DECIDED: { description: 'A second registrar has decided, with grounds.' },
  },
});

export const ParentageDecisions = {
  NOTIFIED_MOTHER: 'NOTIFIED_MOTHER',
  APPLICATION_MOTHER: 'APPLICATION_MOTHER',
} as const satisfies Record<ParentageDecision, ParentageDecision>;

registerEnumType(ParentageDecisions, {
  name: 'ParentageDecision',
  description: 'Who the mother is, as a second registrar decided.',
  valuesMap: {
    NOTIFIED_MOTHER: { description: 'Whom the notification named, known or not.' },
    APPLICATION_MOTHER: { description: 'Whom the application names.' },
  },
});
