import { Allow } from '@kamkor/subgraph';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { ACTION_ROLES } from '../rules/birth-record/roles.js';
import { ApplicationService } from './apply-for-certificate.js';
import { BirthRecord } from './birth-record.entity.js';
import {
  ApplyForBirthCertificateInput,
  DecideParentageInput,
  IdentifyChildInput,
  IssueBirthCertificateInput,
  RecordPinInput,
  RegisterBirthInput,
  RequestPinInput,
  WithdrawBirthCertificateApplicationInput,
} from './certificate.input.js';
import { ParentageService } from './decide-parentage.js';
import { IdentificationService } from './identify-child.js';
import { PinService } from './record-pin.js';
import { RegistrationService } from './register-birth.js';

const purpose = 'civil registration';

@Resolver(() => BirthRecord)
export class BirthRecordMutations {
  constructor(
    private readonly applications: ApplicationService,
    private readonly registrations: RegistrationService,
    private readonly identifications: IdentificationService,
    private readonly pins: PinService,
    private readonly parentages: ParentageService,
  ) {}

  @Allow({ roles: ACTION_ROLES.applyForBirthCertificate, purpose })
  @Mutation(() => BirthRecord, {
    description:
      "NOTIFIED → APPLIED. By a registrar at the counter, also for a day that has passed, or by the mother for her own child. Stops the 60 days if it was in time; starts the registry's term.",
  })
  applyForBirthCertificate(
    @Args('input', { description: 'Which record, who applied and when.' }) input: ApplyForBirthCertificateInput,
  ): Promise<BirthRecord> {
    return this.applications.apply(input);
  }

  @Allow({ roles: ACTION_ROLES.withdrawBirthCertificateApplication, purpose })
  @Mutation(() => BirthRecord, {
    description:
      'APPLIED → NOTIFIED. The family takes the application back; the 60 days count as if it had not been made.',
  })
  withdrawBirthCertificateApplication(
    @Args('input', { description: 'Which record.' }) input: WithdrawBirthCertificateApplicationInput,
  ): Promise<BirthRecord> {
    return this.applications.withdraw(input);
  }

  @Allow({ roles: ACTION_ROLES.registerBirth, purpose })
  @Mutation(() => BirthRecord, {
    description: 'APPLIED → REGISTERED. Names the child and gives the act its number, unique in the country.',
  })
  registerBirth(
    @Args('input', { description: 'Which record, and the names of the child.' }) input: RegisterBirthInput,
  ): Promise<BirthRecord> {
    return this.registrations.register(input);
  }

  @Allow({ roles: ACTION_ROLES.issueBirthCertificate, purpose })
  @Mutation(() => BirthRecord, {
    description:
      'REGISTERED → CERTIFIED. Hands out the certificate: the child is documented. Not twice, not before registration.',
  })
  issueBirthCertificate(
    @Args('input', { description: 'Which record.' }) input: IssueBirthCertificateInput,
  ): Promise<BirthRecord> {
    return this.registrations.issue(input);
  }

  @Allow({ roles: ACTION_ROLES.identifyChild, purpose })
  @Mutation(() => BirthRecord, {
    description: 'Decides who a child is whose `identification` is NOT_IDENTIFIED: a candidate, or a new person.',
  })
  identifyChild(
    @Args('input', { description: 'Which record, and which of its candidates.' }) input: IdentifyChildInput,
  ): Promise<BirthRecord> {
    return this.identifications.identify(input);
  }

  @Allow({ roles: ACTION_ROLES.requestPin, purpose })
  @Mutation(() => BirthRecord, {
    description: 'Asks for the PIN of a registered child: `pinState` NOT_REQUESTED → PENDING. It holds nothing up.',
  })
  requestPin(@Args('input', { description: 'Which record.' }) input: RequestPinInput): Promise<BirthRecord> {
    return this.pins.request(input);
  }

  @Allow({ roles: ACTION_ROLES.recordPin, purpose })
  @Mutation(() => BirthRecord, {
    description: 'Records the PIN that was given: `pinState` PENDING → RECORDED. One that somebody has is refused.',
  })
  recordPin(@Args('input', { description: 'Which record, and the PIN.' }) input: RecordPinInput): Promise<BirthRecord> {
    return this.pins.record(input);
  }

  @Allow({ roles: ACTION_ROLES.decideParentage, purpose })
  @Mutation(() => BirthRecord, {
    description:
      'Decides who the mother is, where the application names another: `parentage` MISMATCH → DECIDED. Not by who took the application.',
  })
  decideParentage(
    @Args('input', { description: 'Which record, who she is, and why.' }) input: DecideParentageInput,
  ): Promise<BirthRecord> {
    return this.parentages.decide(input);
  }
}
