import { Allow } from '@kamkor/subgraph';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { ACTION_ROLES } from '../rules/birth-record/roles.js';
import { BirthRecord } from './birth-record.entity.js';
import { IdentifyChild } from './identify-child.js';
import { IdentifyChildInput, RecordPinInput, RequestPinInput } from './identity.input.js';
import { RecordPin } from './record-pin.js';
import { RequestPin } from './request-pin.js';

const PURPOSE = 'civil registration';

/** Who a child is, and its personal number. */
@Resolver(() => BirthRecord)
export class IdentityResolver {
  constructor(
    private readonly identifications: IdentifyChild,
    private readonly requests: RequestPin,
    private readonly records: RecordPin,
  ) {}

  @Allow({ roles: ACTION_ROLES.identifyChild, purpose: PURPOSE })
  @Mutation(() => BirthRecord, {
    nullable: true,
    description:
      'Decides who a child with the `identification` NOT_IDENTIFIED is: one of the candidates, or a new person.',
  })
  identifyChild(
    @Args('input', { description: 'Which record, and which of its candidates.' }) input: IdentifyChildInput,
  ): Promise<BirthRecord> {
    return this.identifications.identify(input);
  }

  @Allow({ roles: ACTION_ROLES.requestPin, purpose: PURPOSE })
  @Mutation(() => BirthRecord, {
    nullable: true,
    description: 'Asks for the PIN of a registered child: `pinState` NOT_REQUESTED → PENDING. Nothing waits for it.',
  })
  requestPin(@Args('input', { description: 'Which record.' }) input: RequestPinInput): Promise<BirthRecord> {
    return this.requests.request(input);
  }

  @Allow({ roles: ACTION_ROLES.recordPin, purpose: PURPOSE })
  @Mutation(() => BirthRecord, {
    nullable: true,
    description:
      'Records the PIN that was given: `pinState` PENDING → RECORDED. A PIN that somebody else has is refused.',
  })
  recordPin(@Args('input', { description: 'Which record, and the PIN.' }) input: RecordPinInput): Promise<BirthRecord> {
    return this.records.record(input);
  }
}
