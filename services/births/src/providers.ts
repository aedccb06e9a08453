import { accessLogResolver, deadlineResolver, type SubgraphOptions } from '@kamkor/subgraph';
import { ChangeStart } from './backlog/change-start.js';
import { ReleaseOne } from './backlog/release-one.js';
import { StartResolver } from './backlog/start.resolver.js';
import { StartTerritory } from './backlog/start-territory.js';
import { WaitingWatchResolver } from './backlog/waiting-watch.resolver.js';
import { birthsDeadlines, DEADLINES } from './births-deadlines.js';
import { TerritoryDocumentationResolver } from './documentation/territory.resolver.js';
import {
  NotificationWatchResolver,
  PersonDocumentationResolver,
  WatchResolver,
} from './documentation/watch.resolver.js';
import { DuplicateResolver } from './duplicate/candidate.resolver.js';
import { DecideDuplicate } from './duplicate/decision/decide-duplicate.js';
import { DuplicateOfResolver } from './duplicate/duplicate-of.resolver.js';
import { Person } from './graph/person.js';
import { HandOver } from './handover/hand-over.js';
import { HandoverResolver, TaskHandoverResolver } from './handover/handover.resolver.js';
import { LAW } from './law.js';
import { NotifyBirthsResolver } from './notification/batch.resolver.js';
import { CompleteNotification } from './notification/complete-notification.js';
import { FacilityResolver } from './notification/facility.resolver.js';
import { NotificationResolver } from './notification/notification.resolver.js';
import { NotifyBirths } from './notification/notify-births.js';
import { SafetyConcernResolver } from './obstacle/safety-concern.resolver.js';
import { AssignOutreach } from './outreach/assign-outreach.js';
import { RecordReview } from './outreach/record-review.js';
import { RecordVisit } from './outreach/record-visit.js';
import { TaskResolver } from './outreach/task.resolver.js';
import { VisitResolver } from './outreach/visit.resolver.js';
import { ProtectionGapResolver, ProtectionResolver } from './protection/protection.resolver.js';
import { ReportPartResolver, ReportResolver } from './report/report.resolver.js';
import type { Law } from './rules/law.js';
import { StateChild } from './statement/state-child.js';
import { StatementResolver } from './statement/statement.resolver.js';

/** Resolvers and use cases of the subgraph; none needs a database to be made. */
export const providers = (law: Law): SubgraphOptions['providers'] => [
  { provide: LAW, useValue: law },
  { provide: DEADLINES, useValue: birthsDeadlines(law) },
  NotifyBirths,
  CompleteNotification,
  RecordVisit,
  AssignOutreach,
  RecordReview,
  HandOver,
  HandoverResolver,
  TaskHandoverResolver,
  StateChild,
  StatementResolver,
  NotificationResolver,
  NotifyBirthsResolver,
  FacilityResolver,
  WatchResolver,
  NotificationWatchResolver,
  PersonDocumentationResolver,
  TerritoryDocumentationResolver,
  TaskResolver,
  VisitResolver,
  SafetyConcernResolver,
  ProtectionResolver,
  ProtectionGapResolver,
  DecideDuplicate,
  DuplicateResolver,
  DuplicateOfResolver,
  StartTerritory,
  ChangeStart,
  ReleaseOne,
  StartResolver,
  WaitingWatchResolver,
  ReportResolver,
  ReportPartResolver,
  deadlineResolver('birth', ['social-worker', 'social-supervisor', 'guardianship', 'registrar']),
  accessLogResolver(Person, 'birthsAccessLog'),
];
