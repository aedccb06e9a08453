import { Allow } from '@kamkor/subgraph';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { ACTION_ROLES } from '../rules/birth-record/roles.js';
import { ApplyForCertificate } from './apply-for-certificate.js';
import { BirthRecord } from './birth-record.entity.js';
import {
  ApplyForBirthCertificateInput,
  IssueBirthCertificateInput,
  RegisterBirthInput,
  WithdrawBirthCertificateApplicationInput,
} from './certificate.input.js';
import { IssueCertificate } from './issue-certificate.js';
import { RegisterBirth } from './register-birth.js';
import { WithdrawApplication } from './withdraw-application.js';

const PURPOSE = 'civil registration';

/** A child's way to its birth certificate. */
@Resolver(() => BirthRecord)
export class CertificateResolver {
  constructor(
    private readonly applications: ApplyForCertificate,
    private readonly withdrawals: WithdrawApplication,
    private readonly registrations: RegisterBirth,
    private readonly issues: IssueCertificate,
  ) {}

  @Allow({ roles: ACTION_ROLES.applyForBirthCertificate, purpose: PURPOSE })
  @Mutation(() => BirthRecord, {
    nullable: true,
    description:
      'NOTIFIED → APPLIED. By a registrar at the counter, also for a day that has passed, or by the mother for her own child. It meets the deadline of 60 days if it was in time, and the registry’s term begins.',
  })
  applyForBirthCertificate(
    @Args('input', { description: 'Which record, who applied and when.' }) input: ApplyForBirthCertificateInput,
  ): Promise<BirthRecord> {
    return this.applications.apply(input);
  }

  @Allow({ roles: ACTION_ROLES.withdrawBirthCertificateApplication, purpose: PURPOSE })
  @Mutation(() => BirthRecord, {
    nullable: true,
    description:
      'APPLIED → NOTIFIED. The family takes the application back; the 60 days count as if it had never been made.',
  })
  withdrawBirthCertificateApplication(
    @Args('input', { description: 'Which record.' }) input: WithdrawBirthCertificateApplicationInput,
  ): Promise<BirthRecord> {
    return this.withdrawals.withdraw(input);
  }

  @Allow({ roles: ACTION_ROLES.registerBirth, purpose: PURPOSE })
  @Mutation(() => BirthRecord, {
    nullable: true,
    description: 'APPLIED → REGISTERED. Names the child and gives the act its number, unique in the country.',
  })
  registerBirth(
    @Args('input', { description: 'Which record, and the names of the child.' }) input: RegisterBirthInput,
  ): Promise<BirthRecord> {
    return this.registrations.register(input);
  }

  @Allow({ roles: ACTION_ROLES.issueBirthCertificate, purpose: PURPOSE })
  @Mutation(() => BirthRecord, {
    nullable: true,
    description:
      'REGISTERED → CERTIFIED. Hands out the certificate: the child is documented. Refused a second time, and before the birth is registered.',
  })
  issueBirthCertificate(
    @Args('input', { description: 'Which record.' }) input: IssueBirthCertificateInput,
  ): Promise<BirthRecord> {
    return this.issues.issue(input);
  }
}
