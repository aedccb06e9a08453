import { registerEnumType } from '@nestjs/graphql';
import type { DocumentHelpState, NotPossibleReason } from '../rules/document-help/states.js';

export const DocumentHelpStates = {
  OPEN: 'OPEN',
  IN_PROGRESS: 'IN_PROGRESS',
  HELPED: 'HELPED',
  NOT_POSSIBLE: 'NOT_POSSIBLE',
  WITHDRAWN: 'WITHDRAWN',
} as const satisfies Record<DocumentHelpState, DocumentHelpState>;

registerEnumType(DocumentHelpStates, {
  name: 'DocumentHelpState',
  description: 'How far the help with a document that a parent lacks has come.',
  valuesMap: {
    OPEN: { description: 'A visit found it; nobody has begun to help.' },
    IN_PROGRESS: { description: 'A registrar helps.' },
    HELPED: { description: 'The parent has the document.' },
    NOT_POSSIBLE: { description: 'It could not be got; the reason is said.' },
    WITHDRAWN: { description: 'It fell away, because the child has died: leave the family alone.' },
  },
});

export const NotPossibleReasons = {
  PARENT_DECLINED: 'PARENT_DECLINED',
  PARENT_NOT_FOUND: 'PARENT_NOT_FOUND',
  FOREIGN_AUTHORITY: 'FOREIGN_AUTHORITY',
  COURT_NEEDED: 'COURT_NEEDED',
  NOT_NEEDED: 'NOT_NEEDED',
  OTHER: 'OTHER',
} as const satisfies Record<NotPossibleReason, NotPossibleReason>;

registerEnumType(NotPossibleReasons, {
  name: 'DocumentNotPossibleReason',
  description: 'Why a document could not be got.',
  valuesMap: {
    PARENT_DECLINED: { description: 'The parent does not want it.' },
    PARENT_NOT_FOUND: { description: 'The parent could not be found.' },
    FOREIGN_AUTHORITY: { description: 'Only an authority of another country can give it.' },
    COURT_NEEDED: { description: 'A court has to decide first.' },
    NOT_NEEDED: { description: 'It turned out not to be needed.' },
    OTHER: { description: 'Something else.' },
  },
});

export enum HelpedParent {
  MOTHER = 'MOTHER',
  FATHER = 'FATHER',
}

registerEnumType(HelpedParent, {
  name: 'HelpedParent',
  description: 'Which parent lacks the document.',
  valuesMap: { MOTHER: { description: 'The mother.' }, FATHER: { description: 'The father.' } },
});
