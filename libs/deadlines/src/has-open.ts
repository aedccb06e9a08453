import { OPEN_STATES } from './state.js';

/** SQL: a deadline of the kind runs on the subject, or stands. For a statement over subjects; both are expressions of it. */
export const hasOpenDeadline = (subject: string, kind: string): string =>
  `EXISTS (SELECT FROM deadline d WHERE d.subject_id = ${subject} AND d.kind = ${kind}
    AND d.filed_under IS NULL AND d.state IN (${OPEN_STATES.map((state) => `'${state}'`).join(', ')}))`;
