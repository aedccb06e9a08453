import { cancelDeadline } from '@kamkor/deadlines';
import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { Injectable } from '@nestjs/common';
import type { BirthRecord } from './birth-record.entity.js';
import { BIRTH_REGISTRATION } from './birth-record-deadlines.js';
import type { WithdrawBirthCertificateApplicationInput } from './certificate.input.js';
import { changeRecord, lockFor } from './change-record.js';
import { unquestionParentage } from './question-parentage.js';

/** The family takes the application back: the child is undocumented as before. */
@Injectable()
export class WithdrawApplication {
  /** Throws NOT_FOUND, CONFLICT and TRANSITION_REFUSED. */
  async withdraw(input: WithdrawBirthCertificateApplicationInput): Promise<BirthRecord> {
    const { record, to } = await lockFor('withdrawBirthCertificateApplication', input);
    const lapsed = record.dueAt !== null && record.registrationOverdueSince?.equals(record.dueAt);
    if (!lapsed) {
      await cancelDeadline({ kind: BIRTH_REGISTRATION, subjectId: record.id, why: 'application withdrawn' });
    }
    const { childId: personId, notificationId } = record;
    await publish({
      type: 'BirthCertificateApplicationWithdrawn',
      subjectId: record.id,
      payload: { notificationId, personId, withdrawnAt: tx().now.toString() },
    });
    return changeRecord(record, 'CERTIFICATE_APPLICATION_WITHDRAWN', {
      state: to,
      appliedAt: null,
      applicant: null,
      dueAt: null,
      ...(await unquestionParentage(record)),
    });
  }
}
