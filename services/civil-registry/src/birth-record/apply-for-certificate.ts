import { cancelDeadline, openDeadline } from '@kamkor/deadlines';
import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { hasRole } from '@kamkor/principal';
import { Injectable } from '@nestjs/common';
import { Law } from '../law.js';
import { applicationTimeFault } from '../rules/birth-record/application-time.js';
import { REGISTRATION_TERM, stepDue } from '../rules/step-due.js';
import { BirthRecord } from './birth-record.entity.js';
import { BIRTH_REGISTRATION } from './birth-record-deadlines.js';
import type { ApplyForBirthCertificateInput, WithdrawBirthCertificateApplicationInput } from './certificate.input.js';
import { changeRecord, lockFor } from './change-record.js';
import { ParentageService, unquestion } from './decide-parentage.js';
import { Applicant } from './enumerations.js';
import * as refused from './refusals.js';

@Injectable()
export class ApplicationService {
  constructor(
    private readonly law: Law,
    private readonly parentage: ParentageService,
  ) {}

  /** The family applied: at the counter, perhaps days ago, or the mother herself, now. */
  async apply(input: ApplyForBirthCertificateInput): Promise<BirthRecord> {
    const { now, principal } = tx();
    if (!hasRole(principal, ['registrar'])) {
      if (input.appliedAt) throw refused.appliesNow({ field: 'input.appliedAt' });
      if (input.applicant && input.applicant !== Applicant.MOTHER) {
        throw refused.appliesAsMother({ field: 'input.applicant' });
      }
      if (input.motherId) throw refused.citizenNamesNoMother({ field: 'input.motherId' });
    }
    const { record, to } = await lockFor('applyForBirthCertificate', input);
    const appliedAt = input.appliedAt ?? now;
    const fault = applicationTimeFault(appliedAt, record.bornAt, now);
    if (fault === 'APPLIED_BEFORE_BIRTH') {
      throw refused.appliedBeforeBirth({ field: 'input.appliedAt' }, { born: record.bornAt.toString() });
    }
    if (fault === 'APPLIED_IN_FUTURE') throw refused.appliedInFuture({ field: 'input.appliedAt' });

    // The registry learnt of it now: an application written down late makes no registrar late.
    const { dueAt, regulation } = stepDue(REGISTRATION_TERM, now, this.law);
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
      applicant: input.applicant ?? Applicant.MOTHER,
      dueAt,
      ...(await this.parentage.question(record, input.motherId ?? null)),
    });
  }

  /** The family takes the application back: the child is undocumented as before. */
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
      ...(await unquestion(record)),
    });
  }
}
