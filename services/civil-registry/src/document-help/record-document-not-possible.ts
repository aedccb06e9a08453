import { tx } from '@kamkor/persistence';
import { Injectable } from '@nestjs/common';
import { endRequest, lockFor } from './change-request.js';
import type { DocumentHelpRequest } from './help-request.entity.js';
import type { RecordDocumentNotPossibleInput } from './help-request.input.js';

/** A parent's document could not be obtained. */
@Injectable()
export class RecordDocumentNotPossible {
  /** Throws NOT_FOUND, CONFLICT and TRANSITION_REFUSED. */
  async record(input: RecordDocumentNotPossibleInput): Promise<DocumentHelpRequest> {
    const { request, to } = await lockFor('recordDocumentNotPossible', input);
    return endRequest(request, { state: to, endedAt: tx().now, notPossibleReason: input.reason });
  }
}
