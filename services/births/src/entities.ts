import { TerritoryStart } from './backlog/start.entity.js';
import { DocumentationWatch } from './documentation/watch.entity.js';
import { DuplicateCandidate } from './duplicate/candidate.entity.js';
import { OutreachHandover } from './handover/handover.entity.js';
import { Facility } from './notification/facility.entity.js';
import { BirthNotification } from './notification/notification.entity.js';
import { SafetyConcern } from './obstacle/safety-concern.entity.js';
import { OutreachSummary } from './outreach/summary.entity.js';
import { OutreachTask } from './outreach/task.entity.js';
import { OutreachVisit } from './outreach/visit.entity.js';
import { ProtectionGap } from './protection/protection-gap.entity.js';
import { ProtectionWorker } from './protection/protection-worker.entity.js';
import { ChildStatement } from './statement/statement.entity.js';

export const entities = [
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
];
