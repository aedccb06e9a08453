import { certificateIssueTerm } from './birth-record/certificate-issue-term.js';
import { parentageTerm } from './birth-record/parentage-term.js';
import { pinTerm } from './birth-record/pin-term.js';
import { registrationTerm } from './birth-record/registration-term.js';
import { documentHelpTerm } from './document-help/term.js';
import { greatestMotherAge, leastMotherAge } from './person/mother-age.js';

/** Every number of the law that this service decides by. */
export const registryRegulations = [
  registrationTerm,
  certificateIssueTerm,
  pinTerm,
  parentageTerm,
  documentHelpTerm,
  leastMotherAge,
  greatestMotherAge,
] as const;
