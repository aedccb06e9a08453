import { describedEnum } from '@kamkor/subgraph';
import type { ResponsibleBody } from '../rules/care-status.js';
import type { WatchState } from '../rules/documentation/watch-states.js';
import type { Overlap } from '../rules/territory.js';

export const WatchStateEnum = describedEnum<WatchState>(
  'DocumentationState',
  'How far a child is on its way to a birth certificate.',
  {
    AWAITING_APPLICATION: 'The parents have not applied and still have time.',
    APPLIED: 'The parents have applied; the certificate is being made.',
    OVERDUE:
      'The term ran out without an application; the family is visited, at once or when the backlog of a territory that went live comes to it.',
    DOCUMENTED: 'The certificate was issued. Final.',
    CANCELLED: 'The child is not watched any more. Final.',
  },
);

export const ResponsibleBodyEnum = describedEnum<ResponsibleBody>(
  'ResponsibleBody',
  'Who sees to the child’s documents once the term has run out.',
  {
    SOCIAL_UNIT: 'The social unit of the territory, which visits the family.',
    GUARDIANSHIP: 'The guardianship body, because the child is not with its parents: nothing reaches the mother.',
  },
);

export const CountedPartEnum = describedEnum<Exclude<Overlap, 'NONE'>>(
  'CountedPart',
  'How much of a territory was counted.',
  {
    WHOLE: 'All of it.',
    PART: 'Only the part that the caller may see: the caller’s territory lies within it.',
  },
);
