import { TerritoryStart } from './backlog/territory-start.entity.js';
import { DocumentationWatch } from './documentation/documentation-watch.entity.js';
import { DuplicateCandidate } from './duplicate/duplicate-candidate.entity.js';
import { OutreachHandover } from './handover/outreach-handover.entity.js';
import { BirthNotification } from './notification/birth-notification.entity.js';
import { Facility } from './notification/facility.entity.js';
import { SafetyConcern } from './obstacle/safety-concern.entity.js';
import { OutreachSummary } from './outreach/outreach-summary.entity.js';
import { OutreachTask } from './outreach/outreach-task.entity.js';
import { OutreachVisit } from './outreach/outreach-visit.entity.js';
import { ProtectionGap } from './protection/protection-gap.entity.js';
import { ProtectionWorker } from './protection/protection-worker.entity.js';
import { ChildStatement } from './statement/child-statement.entity.js';

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
