import { tx } from '@kamkor/persistence';
import { Injectable } from '@nestjs/common';
import { changeRequest, lockFor } from './change-request.js';
import type { DocumentHelpRequest } from './help-request.entity.js';
import type { BeginDocumentHelpInput } from './help-request.input.js';

/** A registrar begins to help with a document. */
@Injectable()
export class BeginDocumentHelp {
  /** Throws NOT_FOUND, CONFLICT and TRANSITION_REFUSED. */
  async begin(input: BeginDocumentHelpInput): Promise<DocumentHelpRequest> {
    const { request, to } = await lockFor('beginDocumentHelp', input);
    const { now, principal } = tx();
    return changeRequest(request, { state: to, begunAt: now, begunBy: principal.subject });
  }
}
