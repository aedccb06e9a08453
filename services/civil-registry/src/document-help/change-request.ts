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
  if (!request) throw standard.notFound({ field: 'input.documentHelpRequestId' });
  expectVersion(request, version);
  const { state } = request;
  const to = helpAfter(state, action);
  const allowed = helpActionsIn(state);
  if (to === null) throw standard.transitionRefused({ state, allowed }, { action, state, allowed });
  return { request, to };
}

/** The request ends, and with it its deadline. One that had lapsed only because nobody knew of the end is taken back. */
export async function endRequest(
  request: DocumentHelpRequest,
  changes: Partial<DocumentHelpRequest> & { readonly endedAt: Temporal.Instant },
): Promise<DocumentHelpRequest> {
  const settled = await meetDeadline({ kind: DOCUMENT_HELP, subjectId: request.id, factAt: changes.endedAt });
  const takenBack = settled.some(({ settlement }) => settlement === 'TAKEN_BACK');
  const overdueSince = takenBack ? null : request.overdueSince;
  return changeRequest(request, { ...changes, dueAt: null, overdueSince });
}

/** A lapse taken back a moment ago has counted the version up itself; it is set to the next one as read. */
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
