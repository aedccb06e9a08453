import { Uuid } from '@kamkor/subgraph';
import { Field, InputType, Int } from '@nestjs/graphql';
import type { WithdrawalReason } from '../rules/protection/naming-states.js';
import { WithdrawalReasonEnum } from './enumerations.js';

@InputType({ description: 'Who sees the safety concerns of a territory from now on.' })
export class NameProtectionWorkerInput {
  @Field({ description: 'The subject of the worker’s token, 1 to 200 characters; never your own.' })
  worker: string;

  @Field({
    description:
      'Code of the territory, which stands for everything below it too: below your own; for an administrator the country.',
  })
  territory: string;
}

@InputType({ description: 'Who sees the safety concerns of a territory no more.' })
export class WithdrawProtectionWorkerInput {
  @Field(() => Uuid, { description: 'The naming.' })
  protectionWorkerId: string;

  @Field(() => Int, { description: '`version` of the naming as it was read; a newer one refuses with CONFLICT.' })
  version: number;

  @Field(() => WithdrawalReasonEnum, { description: 'Why.' })
  reason: WithdrawalReason;
}
