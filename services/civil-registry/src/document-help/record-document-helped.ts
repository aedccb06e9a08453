import { tx } from '@kamkor/persistence';
import { Injectable } from '@nestjs/common';
import { endRequest, lockFor } from './change-request.js';
import type { DocumentHelpRequest } from './help-request.entity.js';
import type { RecordDocumentHelpedInput } from './help-request.input.js';
import { helpedBeforeFound, helpedInFuture } from './refusals.js';

/** A parent has the document. */
@Injectable()
export class RecordDocumentHelped {
  /** Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED, and BAD_USER_INPUT by field. */
  async record(input: RecordDocumentHelpedInput): Promise<DocumentHelpRequest> {
    const { request, to } = await lockFor('recordDocumentHelped', input);
    const { now } = tx();
    const endedAt = input.helpedAt ?? now;
    if (Temporal.Instant.compare(endedAt, request.foundAt) < 0) {
      throw helpedBeforeFound({ field: 'helpedAt' }, { found: request.foundAt.toString() });
    }
    if (Temporal.Instant.compare(endedAt, now) > 0) throw helpedInFuture({ field: 'helpedAt' });
    return endRequest(request, { state: to, endedAt });
  }
}
