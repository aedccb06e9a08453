import { describedEnum } from '@kamkor/subgraph';
import type { DeclineReason, HandoverState } from '../rules/handover/states.js';
import type { Assignee } from '../rules/outreach/assignee.js';
import type { ReviewConclusion } from '../rules/outreach/review.js';
import type { TaskClosing, TaskState } from '../rules/outreach/task-states.js';
import type {
  HardLifeCircumstance,
  MetWith,
  NoCertificateReason,
  Obstacle,
  VisitOutcome,
} from '../rules/outreach/visit.js';

export const TaskStateEnum = describedEnum<TaskState>(
  'OutreachState',
  'Whether anybody still has to visit the family.',
  {
    OPEN: 'The family is to be visited until the child has its certificate.',
    CLOSED: 'Over; its visits stay. A visit that took place before the end is recorded still.',
    WITHDRAWN:
      'Over before anybody visited: there was no reason for it. CLOSED once a visit of before the end is recorded.',
  },
);

export const TaskClosingEnum = describedEnum<TaskClosing>('OutreachClosing', 'Why a task is over.', {
  DOCUMENTED: 'The certificate was issued.',
  APPLIED_IN_TIME: 'The parents had applied before the term ran out, which was learnt later.',
  WATCH_CANCELLED: 'The child is not watched any more.',
  CHILD_DIED: 'The child has died.',
});

export const ReviewConclusionEnum = describedEnum<ReviewConclusion>(
  'ReviewConclusion',
  'What a review of a task concludes.',
  {
    CONTINUE: 'The visits go on as they are.',
    OTHER_WORKER: 'Somebody else visits.',
    HAND_OVER: 'The family is another unit’s.',
    OTHER_MEASURES: 'Something else than visits is needed.',
  },
);

export const HandoverStateEnum = describedEnum<HandoverState>(
  'HandoverState',
  'What became of an offer to hand a task over.',
  {
    OFFERED: 'The other unit has not answered; the task is the offering unit’s, and its deadlines run on.',
    ACCEPTED: 'The task went over. Final.',
    DECLINED: 'The task stayed. Final.',
    WITHDRAWN: 'The offering unit took it back, or the task ended or went elsewhere meanwhile. Final.',
  },
);

export const DeclineReasonEnum = describedEnum<DeclineReason>(
  'DeclineReason',
  'Why a unit does not take a task over.',
  {
    FAMILY_NOT_HERE: 'The family does not live here.',
    ADDRESS_UNKNOWN: 'Nobody can say where in the territory the family lives.',
    OTHER: 'Something else.',
  },
);

export const AssigneeEnum = describedEnum<Assignee>('OutreachAssignee', 'Whose tasks a work list shows.', {
  ME: 'The caller’s own.',
  NOBODY: 'Open ones that nobody was given yet.',
});

export const VisitOutcomeEnum = describedEnum<VisitOutcome>('VisitOutcome', 'What came of a visit.', {
  NOT_FOUND: 'Nobody was found at the address.',
  REFUSED: 'The family did not want to talk.',
  PROMISED: 'The family promised to apply.',
  APPLIED: 'The family says that it has applied; the registry’s word decides.',
  MOVED: 'The family has moved.',
  CHILD_ABROAD: 'The child is abroad.',
  CHILD_ELSEWHERE: 'The child lives with somebody else.',
  CHILD_DIED: 'The child has died, as was said there. Watch, task and deadlines end by it.',
});

export const MetWithEnum = describedEnum<MetWith>('MetWith', 'Who was met at a visit.', {
  MOTHER: 'The mother.',
  FATHER: 'The father.',
  OTHER_RELATIVE: 'Another relative.',
  GUARDIAN: 'A guardian of the child.',
  NEIGHBOUR: 'A neighbour.',
  FACILITY_STAFF: 'Staff of the facility that has the child.',
});

export const NoCertificateReasonEnum = describedEnum<NoCertificateReason>(
  'NoCertificateReason',
  'Why the child has no certificate yet, as the family says.',
  {
    DID_NOT_KNOW: 'They did not know that it is needed, or how.',
    NO_DOCUMENTS: 'The parents lack documents of their own.',
    TOO_FAR: 'The office is too far.',
    ILLNESS: 'Somebody was ill.',
    AWAY: 'The family was away.',
    DISAGREEMENT: 'The family does not agree, such as about the name.',
    ALREADY_APPLIED: 'They say that they have applied.',
    NOT_SAID: 'They did not say.',
    OTHER: 'Something else.',
  },
);

export const ObstacleEnum = describedEnum<Obstacle>('Obstacle', 'What stands between the child and its certificate.', {
  HARD_LIFE_SITUATION: 'The family is in a hard life situation, which social benefits hears of at once.',
  UNDOCUMENTED_SIBLINGS: 'Other children of the family have no documents either.',
  PARENT_LACKS_DOCUMENT: 'A parent has no passport, marriage certificate or other document that is asked for.',
});

export const HardLifeCircumstanceEnum = describedEnum<HardLifeCircumstance>(
  'HardLifeCircumstance',
  'What makes a family’s life hard.',
  {
    POVERTY: 'Not enough to live on.',
    NO_HOUSING: 'No housing, or unfit housing.',
    ILLNESS: 'Serious illness.',
    DISABILITY: 'A disability.',
    ADDICTION: 'An addiction.',
    PARENT_ABSENT: 'A parent is absent.',
    OTHER: 'Something else.',
  },
);
