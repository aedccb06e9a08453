import { dataOf } from '@kamkor/database';
import { defineService } from '@kamkor/service-kit';
import { accessLogResolver, deadlineResolver } from '@kamkor/subgraph';
import { database } from '../database/index.js';
import { birthsMigrations } from '../migrations/index.js';
import { ChangeStart } from './backlog/change-start.js';
import { ReleaseOne } from './backlog/release-one.js';
import { TerritoryStart } from './backlog/start.entity.js';
import { StartResolver } from './backlog/start.resolver.js';
import { StartTerritory } from './backlog/start-territory.js';
import { WaitingWatchResolver } from './backlog/waiting-watch.resolver.js';
import { birthsDeadlines } from './deadlines.js';
import { onBirthCertificateApplicationWithdrawn } from './documentation/on-birth-certificate-application-withdrawn.js';
import { onBirthCertificateApplied } from './documentation/on-birth-certificate-applied.js';
import { onBirthCertificateIssued } from './documentation/on-birth-certificate-issued.js';
import { onBirthRegistered } from './documentation/on-birth-registered.js';
import { onChildRecorded } from './documentation/on-child-recorded.js';
import { onPersonMergeUndone } from './documentation/on-person-merge-undone.js';
import { onPersonMerged } from './documentation/on-person-merged.js';
import { TerritoryDocumentationResolver } from './documentation/territory.resolver.js';
import { DocumentationWatch } from './documentation/watch.entity.js';
import {
  NotificationWatchResolver,
  PersonDocumentationResolver,
  WatchResolver,
} from './documentation/watch.resolver.js';
import { DuplicateCandidate } from './duplicate/candidate.entity.js';
import { DuplicateResolver } from './duplicate/candidate.resolver.js';
import { DecideDuplicate } from './duplicate/decision/decide-duplicate.js';
import { DuplicateOfResolver } from './duplicate/duplicate-of.resolver.js';
import { DuplicateWorker } from './duplicate/duplicate-worker.js';
import { Person } from './graph/person.js';
import { HandOver } from './handover/hand-over.js';
import { OutreachHandover } from './handover/handover.entity.js';
import { HandoverResolver, TaskHandoverResolver } from './handover/handover.resolver.js';
import { lawOf } from './law.js';
import { NotifyBirthsResolver } from './notification/batch.resolver.js';
import { CompleteNotification } from './notification/complete-notification.js';
import { Facility } from './notification/facility.entity.js';
import { FacilityResolver } from './notification/facility.resolver.js';
import { BirthNotification } from './notification/notification.entity.js';
import { NotificationResolver } from './notification/notification.resolver.js';
import { NotifyBirths } from './notification/notify-births.js';
import { SafetyConcern } from './obstacle/safety-concern.entity.js';
import { SafetyConcernResolver } from './obstacle/safety-concern.resolver.js';
import { lookForYoungMothers } from './obstacle/young-mothers.js';
import { AssignOutreach } from './outreach/assign-outreach.js';
import { RecordReview } from './outreach/record-review.js';
import { RecordVisit } from './outreach/record-visit.js';
import { OutreachSummary } from './outreach/summary.entity.js';
import { OutreachTask } from './outreach/task.entity.js';
import { TaskResolver } from './outreach/task.resolver.js';
import { OutreachVisit } from './outreach/visit.entity.js';
import { VisitResolver } from './outreach/visit.resolver.js';
import { ProtectionGapResolver, ProtectionResolver } from './protection/protection.resolver.js';
import { ProtectionGap } from './protection/protection-gap.entity.js';
import { ProtectionWorker } from './protection/protection-worker.entity.js';
import { UNSEEN_CONCERNS } from './protection/unseen-concerns.js';
import { ReportPartResolver, ReportResolver } from './report/report.resolver.js';
import { StateChild } from './statement/state-child.js';
import { ChildStatement } from './statement/statement.entity.js';
import { StatementResolver } from './statement/statement.resolver.js';

/** Births: the newborn from its notification to its papers, and who is sent to the family where they fail to come. */
export const service = defineService({
  name: 'births',
  law: lawOf,
  entities: [
    Facility,
    BirthNotification,
    DocumentationWatch,
    OutreachTask,
    OutreachVisit,
    OutreachSummary,
    ChildStatement,
    OutreachHandover,
    SafetyConcern,
    DuplicateCandidate,
    ProtectionWorker,
    ProtectionGap,
    TerritoryStart,
  ],
  useCases: [
    NotifyBirths,
    CompleteNotification,
    RecordVisit,
    AssignOutreach,
    RecordReview,
    HandOver,
    StateChild,
    DecideDuplicate,
    StartTerritory,
    ChangeStart,
    ReleaseOne,
  ],
  resolvers: [
    HandoverResolver,
    TaskHandoverResolver,
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
    DuplicateResolver,
    DuplicateOfResolver,
    StartResolver,
    WaitingWatchResolver,
    ReportResolver,
    ReportPartResolver,
    deadlineResolver('birth', ['social-worker', 'social-supervisor', 'guardianship', 'registrar']),
    accessLogResolver(Person, 'birthsAccessLog'),
  ],
  deadlines: birthsDeadlines,
  handlers: ({ law, deadlines }) => ({
    ChildRecorded: async (events) => {
      await onChildRecorded(events);
      await lookForYoungMothers(
        events.map(({ payload }) => payload.notificationId),
        law,
        deadlines.safetyConcern,
      );
    },
    BirthCertificateApplied: (events) => onBirthCertificateApplied(events, deadlines),
    BirthCertificateApplicationWithdrawn: (events) => onBirthCertificateApplicationWithdrawn(events, deadlines, law),
    BirthRegistered: onBirthRegistered,
    PersonMerged: onPersonMerged,
    PersonMergeUndone: onPersonMergeUndone,
    BirthCertificateIssued: (events) => onBirthCertificateIssued(events, deadlines),
  }),
  ownWork: ({ law, deadlines, transactions, onError }) => [
    new DuplicateWorker({ law, deadlines, transactions, onError }),
  ],
  gauges: [UNSEEN_CONCERNS],
  migrations: birthsMigrations,
  data: dataOf(database),
});
