import type { DeadlineKind } from '@kamkor/deadlines';
import {
  BIRTH_REGISTRATION,
  CERTIFICATE_ISSUE,
  PARENTAGE_DECISION,
  PIN_ASSIGNMENT,
} from './birth-record/birth-record-deadlines.js';
import { DOCUMENT_HELP } from './document-help/document-help-deadlines.js';

/** All of them bind the state, so they fire also after an outage of ours. */
export const registryDeadlines: readonly DeadlineKind[] = [
  BIRTH_REGISTRATION,
  CERTIFICATE_ISSUE,
  PIN_ASSIGNMENT,
  PARENTAGE_DECISION,
  DOCUMENT_HELP,
];
