import { Uuid } from '@kamkor/subgraph';
import { Field, InputType, Int } from '@nestjs/graphql';
import { DeclineReasonEnum } from '../outreach/enumerations.js';
import type { DeclineReason } from '../rules/handover/states.js';

@InputType({ description: 'Which task is offered to which unit.' })
export class OfferHandoverInput {
  @Field(() => Uuid, { description: 'The task.' })
  taskId: string;

  @Field(() => Int, { description: '`version` of the task as it was read; a newer one refuses with CONFLICT.' })
  version: number;

  @Field({ description: 'Code of the territory whose unit is to take it over: where the family lives now.' })
  territory: string;
}

@InputType({ description: 'A unit takes a task over.' })
export class AcceptHandoverInput {
  @Field(() => Uuid, { description: 'The offer.' })
  id: string;

  @Field(() => Int, { description: '`version` of the offer as it was read; a newer one refuses with CONFLICT.' })
  version: number;
}

@InputType({ description: 'A unit takes back an offer that it made.' })
export class WithdrawHandoverInput extends AcceptHandoverInput {}

@InputType({ description: 'A unit does not take a task over.' })
export class DeclineHandoverInput extends AcceptHandoverInput {
  @Field(() => DeclineReasonEnum, { description: 'Why not.' })
  reason: DeclineReason;
}
