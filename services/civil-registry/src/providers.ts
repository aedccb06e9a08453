import { accessLogResolver, deadlineResolver, type SubgraphOptions } from '@kamkor/subgraph';
import { ApplyForCertificate } from './birth-record/apply-for-certificate.js';
import { BirthRecordResolver } from './birth-record/birth-record.resolver.js';
import { CertificateResolver } from './birth-record/certificate.resolver.js';
import { DecideParentage } from './birth-record/decide-parentage.js';
import { IdentifyChild } from './birth-record/identify-child.js';
import { IdentityResolver } from './birth-record/identity.resolver.js';
import { IssueCertificate } from './birth-record/issue-certificate.js';
import { ParentageResolver } from './birth-record/parentage.resolver.js';
import { RecordPin } from './birth-record/record-pin.js';
import { RegisterBirth } from './birth-record/register-birth.js';
import { RequestPin } from './birth-record/request-pin.js';
import { WithdrawApplication } from './birth-record/withdraw-application.js';
import { CodeListResolver } from './code-list/code-list.resolver.js';
import { BeginDocumentHelp } from './document-help/begin-document-help.js';
import { HelpRequestResolver } from './document-help/help-request.resolver.js';
import { RecordDocumentHelped } from './document-help/record-document-helped.js';
import { RecordDocumentNotPossible } from './document-help/record-document-not-possible.js';
import { LAW } from './law.js';
import { EnterPerson } from './person/enter-person.js';
import { MergedResolver } from './person/merged.resolver.js';
import { Person } from './person/person.entity.js';
import { PersonResolver } from './person/person.resolver.js';
import type { Law } from './rules/law.js';
import { Territories } from './territory/territories.js';
import { TerritoryResolver } from './territory/territory.resolver.js';

/** Resolvers and use cases of the subgraph; none needs a database to be made. */
export const providers = (law: Law): SubgraphOptions['providers'] => [
  { provide: LAW, useValue: law },
  Territories,
  TerritoryResolver,
  CodeListResolver,
  EnterPerson,
  PersonResolver,
  MergedResolver,
  ApplyForCertificate,
  WithdrawApplication,
  RegisterBirth,
  IssueCertificate,
  IdentifyChild,
  RequestPin,
  RecordPin,
  DecideParentage,
  BirthRecordResolver,
  CertificateResolver,
  IdentityResolver,
  ParentageResolver,
  BeginDocumentHelp,
  RecordDocumentHelped,
  RecordDocumentNotPossible,
  HelpRequestResolver,
  deadlineResolver('registry', ['registrar', 'auditor', 'admin']),
  accessLogResolver(Person, 'registryAccessLog'),
];
