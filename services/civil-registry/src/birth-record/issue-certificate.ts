import { meetDeadline } from '@kamkor/deadlines';
import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { Injectable } from '@nestjs/common';
import { CERTIFICATE_SERIES, certificateNumber } from '../rules/birth-record/act-number.js';
import type { BirthRecord } from './birth-record.entity.js';
import { CERTIFICATE_ISSUE } from './birth-record-deadlines.js';
import type { IssueBirthCertificateInput } from './certificate.input.js';
import { changeRecord, lockFor } from './change-record.js';

/** Hands out the certificate: the child is documented. */
@Injectable()
export class IssueCertificate {
  /** Throws NOT_FOUND, CONFLICT and TRANSITION_REFUSED. */
  async issue(input: IssueBirthCertificateInput): Promise<BirthRecord> {
    const { record, to } = await lockFor('issueBirthCertificate', input);
    const { id, childId: personId, notificationId } = record;
    const { now } = tx();
    await meetDeadline({ kind: CERTIFICATE_ISSUE, subjectId: id, factAt: now });
    await publish({
      type: 'BirthCertificateIssued',
      subjectId: id,
      payload: { notificationId, personId, issuedAt: now.toString() },
    });
    const [next] = await tx().sql<{ number: number }>(`SELECT nextval('certificate_number') AS number`);
    return changeRecord(record, 'CERTIFICATE_ISSUED', {
      state: to,
      issuedAt: now,
      certificateSeries: CERTIFICATE_SERIES,
      certificateNumber: certificateNumber(next!.number),
      dueAt: null,
    });
  }
}
