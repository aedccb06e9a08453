import { describedEnum } from '@kamkor/subgraph';
import type { HelpedParent } from '../rules/document-help/helped-parent.js';
import type { DocumentHelpState, NotPossibleReason } from '../rules/document-help/states.js';

export const DocumentHelpStateEnum = describedEnum<DocumentHelpState>(
  'DocumentHelpState',
  'How far help with a document that a parent lacks has come.',
  {
    OPEN: 'A visit found it; nobody has begun to help.',
    IN_PROGRESS: 'A registrar is helping.',
    HELPED: 'The parent has the document.',
    NOT_POSSIBLE: 'It could not be obtained; the reason is given.',
    WITHDRAWN: 'Help is no longer due, because the child has died: leave the family alone.',
  },
);

export const NotPossibleReasonEnum = describedEnum<NotPossibleReason>(
  'DocumentNotPossibleReason',
  'Why a document could not be obtained.',
  {
    PARENT_DECLINED: 'The parent does not want it.',
    PARENT_NOT_FOUND: 'The parent could not be found.',
    FOREIGN_AUTHORITY: 'Only an authority of another country can issue it.',
    COURT_NEEDED: 'A court has to decide first.',
    NOT_NEEDED: 'It turned out not to be needed.',
    OTHER: 'Something else.',
  },
);

export const HelpedParentEnum = describedEnum<HelpedParent>('HelpedParent', 'Which parent lacks the document.', {
  MOTHER: 'The mother.',
  FATHER: 'The father.',
});
