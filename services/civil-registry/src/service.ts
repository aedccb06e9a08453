import { dataOf } from '@kamkor/database';
import { defineService } from '@kamkor/service-kit';
import { accessLogResolver, deadlineResolver } from '@kamkor/subgraph';
import { database } from '../database/index.js';
import { registryMigrations } from '../migrations/index.js';
import { ApplyForCertificate } from './birth-record/apply-for-certificate.js';
import { BirthRecord } from './birth-record/birth-record.entity.js';
import { BirthRecordResolver } from './birth-record/birth-record.resolver.js';
import { CertificateResolver } from './birth-record/certificate.resolver.js';
import { DecideParentage } from './birth-record/decide-parentage.js';
import { EarlierParentageDecision } from './birth-record/earlier-decision.entity.js';
import { IdentifyChild } from './birth-record/identify-child.js';
import { IdentityResolver } from './birth-record/identity.resolver.js';
import { IssueCertificate } from './birth-record/issue-certificate.js';
import { onBirthNotificationCompleted } from './birth-record/on-birth-notification-completed.js';
import { onBirthNotified } from './birth-record/on-birth-notified.js';
import { onUndocumentedSiblingFound } from './birth-record/on-undocumented-sibling-found.js';
import { ParentageResolver } from './birth-record/parentage.resolver.js';
import { RecordPin } from './birth-record/record-pin.js';
import { RegisterBirth } from './birth-record/register-birth.js';
import { RequestPin } from './birth-record/request-pin.js';
import { WithdrawApplication } from './birth-record/withdraw-application.js';
import { onChildStandingChanged } from './child-standing/on-child-standing-changed.js';
import { CodeListResolver } from './code-list/code-list.resolver.js';
import { registryDeadlines } from './deadlines.js';
import { BeginDocumentHelp } from './document-help/begin-document-help.js';
import { DocumentHelpRequest } from './document-help/help-request.entity.js';
import { HelpRequestResolver } from './document-help/help-request.resolver.js';
import { onParentDocumentLacking } from './document-help/on-parent-document-lacking.js';
import { RecordDocumentHelped } from './document-help/record-document-helped.js';
import { RecordDocumentNotPossible } from './document-help/record-document-not-possible.js';
import { lawOf } from './law.js';
import { EnterPerson } from './person/enter-person.js';
import { MergedResolver } from './person/merged.resolver.js';
import { onBirthNotificationClosedAsDuplicate } from './person/on-birth-notification-closed-as-duplicate.js';
import { onBirthNotificationReopened } from './person/on-birth-notification-reopened.js';
import { Person } from './person/person.entity.js';
import { PersonResolver } from './person/person.resolver.js';
import { personByIdentifier } from './person/person-by-identifier.js';
import { Territories } from './territory/territories.js';
import { TerritoryResolver } from './territory/territory.resolver.js';

/** The civil registry: persons, acts of birth and their certificates, and help with documents. */
export const service = defineService({
  name: 'civil-registry',
  law: lawOf,
  entities: [Person, BirthRecord, EarlierParentageDecision, DocumentHelpRequest],
  useCases: [
    Territories,
    EnterPerson,
    ApplyForCertificate,
    WithdrawApplication,
    RegisterBirth,
    IssueCertificate,
    IdentifyChild,
    RequestPin,
    RecordPin,
    DecideParentage,
    BeginDocumentHelp,
    RecordDocumentHelped,
    RecordDocumentNotPossible,
  ],
  resolvers: [
    TerritoryResolver,
    CodeListResolver,
    PersonResolver,
    MergedResolver,
    BirthRecordResolver,
    CertificateResolver,
    IdentityResolver,
    ParentageResolver,
    HelpRequestResolver,
    deadlineResolver('registry', ['registrar', 'auditor', 'admin']),
    accessLogResolver(Person, 'registryAccessLog'),
  ],
  deadlines: registryDeadlines,
  handlers: ({ law }) => ({
    BirthNotified: (events) => onBirthNotified(events, law),
    BirthNotificationCompleted: onBirthNotificationCompleted,
    ChildStandingChanged: onChildStandingChanged,
    BirthNotificationClosedAsDuplicate: onBirthNotificationClosedAsDuplicate,
    BirthNotificationReopened: onBirthNotificationReopened,
    ParentDocumentLacking: (events) => onParentDocumentLacking(events, law),
    UndocumentedSiblingFound: (events) => onUndocumentedSiblingFound(events, law),
  }),
  doors: { '/internal/person-by-identifier': personByIdentifier },
  migrations: registryMigrations,
  data: dataOf(database),
});
