import { accessLogResolver, deadlineResolver, type SubgraphOptions } from '@kamkor/subgraph';
import { ApplicationService } from './birth-record/application.service.js';
import { BirthRecordMutations } from './birth-record/birth-record.mutations.js';
import { BirthRecordResolver } from './birth-record/birth-record.resolver.js';
import { IdentificationService } from './birth-record/identification.service.js';
import { ParentageService } from './birth-record/parentage.service.js';
import { PinService } from './birth-record/pin.service.js';
import { RegistrationService } from './birth-record/registration.service.js';
import { CodeListResolver } from './code-list/code-list.resolver.js';
import { DocumentHelpResolver } from './document-help/document-help.resolver.js';
import { DocumentHelpService } from './document-help/document-help.service.js';
import { Law } from './law.js';
import { MergedResolver } from './person/merged.resolver.js';
import { Person } from './person/person.js';
import { PersonResolver } from './person/person.resolver.js';
import { PersonService } from './person/person.service.js';
import { Territories } from './territory/territories.js';
import { TerritoryResolver } from './territory/territory.resolver.js';

export const providers = (law: Law): SubgraphOptions['providers'] => [
  { provide: Law, useValue: law },
  Territories,
  TerritoryResolver,
  CodeListResolver,
  PersonService,
  PersonResolver,
  MergedResolver,
  ApplicationService,
  RegistrationService,
  IdentificationService,
  PinService,
  ParentageService,
  BirthRecordResolver,
  BirthRecordMutations,
  DocumentHelpService,
  DocumentHelpResolver,
  deadlineResolver('registry', ['registrar', 'auditor', 'admin']),
  accessLogResolver(Person, 'registryAccessLog'),
];
