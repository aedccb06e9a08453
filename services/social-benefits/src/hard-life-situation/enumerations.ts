import { registerEnumType } from '@nestjs/graphql';
import type { Objection, SituationState } from '../rules/hard-life-situation/states.js';

export const SituationStates = {
  REGISTERED: 'REGISTERED',
  ASSESSED: 'ASSESSED',
  CLOSED: 'CLOSED',
} as const satisfies Record<SituationState, SituationState>;

registerEnumType(SituationStates, {
  name: 'HardLifeSituationState',
  description: 'How far the care for a family in a hard life situation has come.',
  valuesMap: {
    REGISTERED: { description: 'A visit found it; a specialist has to assess it in the regulated time.' },
    ASSESSED: { description: 'A specialist has assessed it; what was decided is being done.' },
    CLOSED: { description: 'It is over. A later finding opens another one.' },
  },
});

export enum AssessmentOutcome {
  SUPPORT_PLANNED = 'SUPPORT_PLANNED',
  REFERRED = 'REFERRED',
  NOT_CONFIRMED = 'NOT_CONFIRMED',
}

registerEnumType(AssessmentOutcome, {
  name: 'HardLifeAssessmentOutcome',
  description: 'What a specialist decided about a family found in a hard life situation.',
  valuesMap: {
    SUPPORT_PLANNED: { description: 'The family gets support, and it is planned which.' },
    REFERRED: { description: 'Another body can help better, and was asked to.' },
    NOT_CONFIRMED: { description: 'The circumstances were not there, or are over.' },
  },
});

export enum ClosingReason {
  OVERCOME = 'OVERCOME',
  NOT_CONFIRMED = 'NOT_CONFIRMED',
  MOVED_AWAY = 'MOVED_AWAY',
  FAMILY_DECLINED = 'FAMILY_DECLINED',
  OBJECTION_UPHELD = 'OBJECTION_UPHELD',
  DUPLICATE = 'DUPLICATE',
  CHILD_DIED = 'CHILD_DIED',
}

registerEnumType(ClosingReason, {
  name: 'HardLifeClosingReason',
  description: 'Why a hard life situation was closed.',
  valuesMap: {
    OVERCOME: { description: 'The family has got over it.' },
    NOT_CONFIRMED: { description: 'It was not confirmed.' },
    MOVED_AWAY: { description: 'The family lives elsewhere; the territory there was told.' },
    FAMILY_DECLINED: { description: 'The family does not want support.' },
    OBJECTION_UPHELD: {
      description: 'The family objected and was right. Comes of `upholdHardLifeObjection`, and cannot be given.',
    },
    DUPLICATE: {
      description:
        'The child is registered in `duplicateOf` as well, under another birth notification. Cannot be given; opened again if they are two children after all.',
    },
    CHILD_DIED: {
      description:
        'The child has died: leave the family alone. It does not see the situation any more. Closed so by itself once births hears of it.',
    },
  },
});

export const Objections = {
  NOT_TRUE: 'NOT_TRUE',
  OVERCOME: 'OVERCOME',
  NOT_WANTED: 'NOT_WANTED',
  OTHER: 'OTHER',
} as const satisfies Record<Objection, Objection>;

registerEnumType(Objections, {
  name: 'HardLifeObjection',
  description: 'Why a family objects to being registered.',
  valuesMap: {
    NOT_TRUE: { description: 'What was found is not true.' },
    OVERCOME: { description: 'It was true and is over.' },
    NOT_WANTED: { description: 'The family wants neither support nor a registration.' },
    OTHER: { description: 'Something else.' },
  },
});

export enum ObjectionOutcome {
  UPHELD = 'UPHELD',
  REJECTED = 'REJECTED',
}

registerEnumType(ObjectionOutcome, {
  name: 'HardLifeObjectionOutcome',
  description: 'How an objection was answered.',
  valuesMap: {
    UPHELD: { description: 'The family is right; the situation was closed.' },
    REJECTED: { description: 'The family stays registered.' },
  },
});
