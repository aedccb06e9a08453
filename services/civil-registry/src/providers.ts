import { accessLogResolver, deadlineResolver, type SubgraphOptions } from '@kamkor/subgraph';
import { ApplicationService } from './birth-record/apply-for-certificate.js';
import { BirthRecordResolver } from './birth-record/birth-record.resolver.js';
import { BirthRecordMutations } from './birth-record/certificate.resolver.js';
import { ParentageService } from './birth-record/decide-parentage.js';
import { IdentificationService } from './birth-record/identify-child.js';
import { PinService } from './birth-record/record-pin.js';
import { RegistrationService } from './birth-record/register-birth.js';
import { CodeListResolver } from './code-list/code-list.resolver.js';
import { DocumentHelpService } from './document-help/change-request.js';
import { DocumentHelpResolver } from './document-help/help-request.resolver.js';
import { Law } from './law.js';
import { PersonService } from './person/enter-person.js';
import { MergedResolver } from './person/merged.resolver.js';
import { Person } from './person/person.entity.js';
import { PersonResolver } from './person/person.resolver.js';
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
