import { openDeadline } from '@kamkor/deadlines';
import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { hasRole } from '@kamkor/principal';
import { stepDue } from '@kamkor/regulations';
import { LAW } from '@kamkor/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { applicationTimeFault } from '../rules/birth-record/application-time.js';
import { registrationTerm } from '../rules/birth-record/registration-term.js';
import type { Law } from '../rules/law.js';
import type { BirthRecord } from './birth-record.entity.js';
import { BIRTH_REGISTRATION } from './birth-record-deadlines.js';
import type { ApplyForBirthCertificateInput } from './certificate.input.js';
import { changeRecord, lockFor } from './change-record.js';

import { questionParentage } from './question-parentage.js';
import * as refused from './refusals.js';

/** A family applies for the birth certificate: at the counter, perhaps some days ago, or the mother herself, now. */
@Injectable()
export class ApplyForCertificate {
  constructor(@Inject(LAW) private readonly law: Law) {}

  /** Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED, and BAD_USER_INPUT by field. */
  async apply(input: ApplyForBirthCertificateInput): Promise<BirthRecord> {
    const { now, principal } = tx();
    if (!hasRole(principal, ['registrar'])) requireOwnApplication(input);
    const { record, to } = await lockFor('applyForBirthCertificate', input);
    const appliedAt = input.appliedAt ?? now;
    requireApplicationTime(appliedAt, record.bornAt);

    // The registry learns of it only now: an application that is written down late makes no registrar late.
    const { dueAt, regulation } = stepDue(registrationTerm, now, this.law);
    const { childId: personId, notificationId, territoryCode: territory } = record;
    await openDeadline({
      kind: BIRTH_REGISTRATION,
      subject: { type: 'BirthRecord', id: record.id },
      person: personId,
      territory,
      dueAt,
      regulation,
    });
    await publish({
      type: 'BirthCertificateApplied',
      subjectId: record.id,
      payload: { notificationId, personId, appliedAt: appliedAt.toString() },
    });
    return changeRecord(record, 'CERTIFICATE_APPLIED', {
      state: to,
      appliedAt,
      applicant: input.applicant ?? 'MOTHER',
      dueAt,
      ...(await questionParentage(record, input.motherId ?? null, this.law)),
    });
  }
}

/** A mother applies for her own child, as its mother and now. She names nobody else. */
function requireOwnApplication({ appliedAt, applicant, motherId }: ApplyForBirthCertificateInput): void {
  if (appliedAt) throw refused.appliesNow({ field: 'appliedAt' });
  if (applicant && applicant !== 'MOTHER') throw refused.appliesAsMother({ field: 'applicant' });
  if (motherId) throw refused.citizenNamesNoMother({ field: 'motherId' });
}

function requireApplicationTime(appliedAt: Temporal.Instant, bornAt: Temporal.Instant): void {
  const fault = applicationTimeFault(appliedAt, bornAt, tx().now);
  if (fault === 'APPLIED_BEFORE_BIRTH') {
    throw refused.appliedBeforeBirth({ field: 'appliedAt' }, { born: bornAt.toString() });
  }
  if (fault === 'APPLIED_IN_FUTURE') throw refused.appliedInFuture({ field: 'appliedAt' });
}
