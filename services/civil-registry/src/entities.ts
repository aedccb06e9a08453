import { BirthRecord } from './birth-record/birth-record.js';
import { EarlierParentageDecision } from './birth-record/earlier-parentage-decision.js';
import { DocumentHelpRequest } from './document-help/document-help-request.js';
import { Person } from './person/person.js';

export const entities = [Person, BirthRecord, EarlierParentageDecision, DocumentHelpRequest];
