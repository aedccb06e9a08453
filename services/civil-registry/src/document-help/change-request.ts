import { lockDeadlines, meetDeadline } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { expectVersion } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import { Injectable } from '@nestjs/common';
import {
  type DocumentHelpAction,
  type DocumentHelpState,
  helpActionsIn,
  helpAfter,
} from '../rules/document-help/states.js';
import { DOCUMENT_HELP } from './document-help-deadlines.js';
import { DocumentHelpRequest } from './help-request.entity.js';
import type {
  BeginDocumentHelpInput,
  RecordDocumentHelpedInput,
  RecordDocumentNotPossibleInput,
} from './help-request.input.js';
import { helpedBeforeFound, helpedInFuture } from './refusals.js';

@Injectable()
export class DocumentHelpService {
  async begin(input: BeginDocumentHelpInput): Promise<DocumentHelpRequest> {
    const { request, to } = await lockFor('beginDocumentHelp', input);
    const { now, principal } = tx();
    return change(request, { state: to, begunAt: now, begunBy: principal.subject });
  }

  async helped(input: RecordDocumentHelpedInput): Promise<DocumentHelpRequest> {
    const { request, to } = await lockFor('recordDocumentHelped', input);
    const { now } = tx();
    const endedAt = input.helpedAt ?? now;
    if (Temporal.Instant.compare(endedAt, request.foundAt) < 0) {
      throw helpedBeforeFound({ field: 'input.helpedAt' }, { found: request.foundAt.toString() });
    }
    if (Temporal.Instant.compare(endedAt, now) > 0) throw helpedInFuture({ field: 'input.helpedAt' });
    return end(request, { state: to, endedAt });
  }

  async notPossible(input: RecordDocumentNotPossibleInput): Promise<DocumentHelpRequest> {
    const { request, to } = await lockFor('recordDocumentNotPossible', input);
    return end(request, { state: to, endedAt: tx().now, notPossibleReason: input.reason });
  }
}

async function lockFor(
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

async function end(
  request: DocumentHelpRequest,
  changes: Partial<DocumentHelpRequest> & { readonly endedAt: Temporal.Instant },
): Promise<DocumentHelpRequest> {
  const settled = await meetDeadline({ kind: DOCUMENT_HELP, subjectId: request.id, factAt: changes.endedAt });
  const takenBack = settled.some(({ settlement }) => settlement === 'TAKEN_BACK');
  return change(request, { ...changes, dueAt: null, ...(takenBack ? { overdueSince: null } : {}) });
}

/** A lapse taken back a moment ago has counted the version up itself; it is set to the next one as read. */
async function change(
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
