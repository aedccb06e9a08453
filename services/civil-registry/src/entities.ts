import { BirthRecord } from './birth-record/birth-record.entity.js';
import { EarlierParentageDecision } from './birth-record/earlier-decision.entity.js';
import { DocumentHelpRequest } from './document-help/help-request.entity.js';
import { Person } from './person/person.entity.js';

export const entities = [Person, BirthRecord, EarlierParentageDecision, DocumentHelpRequest];
