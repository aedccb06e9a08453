import type { DeadlineKind } from '@kamkor/deadlines';
import {
  BIRTH_REGISTRATION,
  CERTIFICATE_ISSUE,
  PARENTAGE_DECISION,
  PIN_ASSIGNMENT,
} from './birth-record/birth-record-deadlines.js';
import { DOCUMENT_HELP } from './document-help/document-help-deadlines.js';

/** The kinds of deadlines of this service. */
export interface RegistryDeadlines {
  /** On a BirthRecord: the birth that was applied for is registered. */
  readonly registration: DeadlineKind;
  /** On a BirthRecord: the certificate of a registered birth is issued. */
  readonly certificate: DeadlineKind;
  /** On a BirthRecord: another body assigns the PIN that was asked for. */
  readonly pin: DeadlineKind;
  /** On a BirthRecord: it is decided who the mother is. */
  readonly parentage: DeadlineKind;
  /** On a DocumentHelpRequest: a parent is helped with the document that a visit found lacking. */
  readonly documentHelp: DeadlineKind;
}

/** All of them bind the state, so they fire also after an outage of ours. */
export const registryDeadlines = (): RegistryDeadlines => ({
  registration: BIRTH_REGISTRATION,
  certificate: CERTIFICATE_ISSUE,
  pin: PIN_ASSIGNMENT,
  parentage: PARENTAGE_DECISION,
  documentHelp: DOCUMENT_HELP,
});
