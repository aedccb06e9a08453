export const ASSIGNEES = ['ME', 'NOBODY'] as const;
/** Whose tasks a work list shows. */
export type Assignee = (typeof ASSIGNEES)[number];
