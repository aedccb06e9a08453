import { describedEnum } from '@kamkor/subgraph';
import type { AssessmentOutcome } from '../rules/hard-life-situation/assessment-outcome.js';
import type { ClosingReason } from '../rules/hard-life-situation/closing-reason.js';
import type { Objection, ObjectionOutcome } from '../rules/hard-life-situation/objection.js';
import type { SituationState } from '../rules/hard-life-situation/states.js';

export const SituationStateEnum = describedEnum<SituationState>(
  'HardLifeSituationState',
  'How far the care for a family in a hard life situation has come.',
  {
    REGISTERED: 'A visit found it; a specialist has to assess it within the assessment term.',
    ASSESSED: 'A specialist has assessed it, and what was decided is being done.',
    CLOSED: 'It is over. A later finding opens another one.',
  },
);

export const AssessmentOutcomeEnum = describedEnum<AssessmentOutcome>(
  'HardLifeAssessmentOutcome',
  'What a specialist decided about a family found in a hard life situation.',
  {
    SUPPORT_PLANNED: 'The family gets support, and the support is planned.',
    REFERRED: 'Another body can help better and was asked to.',
    NOT_CONFIRMED: 'The circumstances were not there, or are over.',
  },
);

export const ClosingReasonEnum = describedEnum<ClosingReason>(
  'HardLifeClosingReason',
  'Why a hard life situation was closed.',
  {
    OVERCOME: 'The family has got over it.',
    NOT_CONFIRMED: 'It was not confirmed.',
    MOVED_AWAY: 'The family lives elsewhere; the territory there was told.',
    FAMILY_DECLINED: 'The family does not want support.',
    OBJECTION_UPHELD:
      'The family objected and was right. `upholdHardLifeObjection` sets this reason; it cannot be given.',
    DUPLICATE:
      'The child is also registered in `duplicateOf`, under another birth notification. This reason cannot be given, and the situation is opened again if they are two children after all.',
    CHILD_DIED:
      'The child has died: leave the family alone. It no longer sees the situation. A situation is closed for this reason by itself once births hears of the death.',
  },
);

export const ObjectionEnum = describedEnum<Objection>(
  'HardLifeObjection',
  'Why a family objects to being registered.',
  {
    NOT_TRUE: 'What was found is not true.',
    OVERCOME: 'It was true and is over.',
    NOT_WANTED: 'The family wants neither support nor a registration.',
    OTHER: 'Something else.',
  },
);

export const ObjectionOutcomeEnum = describedEnum<ObjectionOutcome>(
  'HardLifeObjectionOutcome',
  'How an objection was answered.',
  {
    UPHELD: 'The family is right; the situation was closed.',
    REJECTED: 'The family stays registered.',
  },
);
