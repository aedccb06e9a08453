import { BirthRecord } from './birth-record/birth-record.js';
import { Person } from './person/person.js';

export const entities = [Person, BirthRecord];
