import { lockDeadlines, meetDeadline } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { expectVersion } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import {
  type DocumentHelpAction,
  type DocumentHelpState,
  helpActionsIn,
  helpAfter,
} from '../rules/document-help/states.js';
import { DOCUMENT_HELP } from './document-help-deadlines.js';
import { DocumentHelpRequest } from './help-request.entity.js';
import type { BeginDocumentHelpInput } from './help-request.input.js';

/** The locked request, if the action is possible on it. TRANSITION_REFUSED names its state and what is allowed. */
export async function lockFor(
  action: DocumentHelpAction,
  { documentHelpRequestId, version }: BeginDocumentHelpInput,
): Promise<{ request: DocumentHelpRequest; to: DocumentHelpState }> {
  await lockDeadlines([documentHelpRequestId]);
  const request = await tx().manager.findOne(DocumentHelpRequest, {
    where: { id: documentHelpRequestId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!request) throw standard.notFound({ field: 'documentHelpRequestId' });
  expectVersion(request, version);
  const { state } = request;
  const to = helpAfter(state, action);
  const allowed = helpActionsIn(state);
  if (to === null) throw standard.transitionRefused({ state, allowed }, { action, state, allowed });
  return { request, to };
}

/**
 * A request ends, and its deadline is met. A lapse is taken back if help had been in time and was only recorded later.
 */
export async function endRequest(
  request: DocumentHelpRequest,
  changes: Partial<DocumentHelpRequest> & { readonly endedAt: Temporal.Instant },
): Promise<DocumentHelpRequest> {
  const settled = await meetDeadline({ kind: DOCUMENT_HELP, subjectId: request.id, factAt: changes.endedAt });
  const takenBack = settled.some(({ settlement }) => settlement === 'TAKEN_BACK');
  const overdueSince = takenBack ? null : request.overdueSince;
  return changeRequest(request, { ...changes, dueAt: null, overdueSince });
}

/** Taking back a lapse has just counted the version up; it is set to the one that follows the version that was read. */
export async function changeRequest(
  request: DocumentHelpRequest,
  changes: Partial<DocumentHelpRequest>,
): Promise<DocumentHelpRequest> {
  const { id, parentPersonId, withheld, version } = request;
  const changed = { ...changes, version: version + 1 };
  await tx().manager.update(DocumentHelpRequest, { id }, changed);
  recordChange({
    person: parentPersonId,
    subjectType: 'DocumentHelpRequest',
    subjectId: id,
    change: `DOCUMENT_HELP_${changes.state}`,
    withheld,
  });
  return Object.assign(request, changed);
}
