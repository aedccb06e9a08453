import { Uuid } from '@kamkor/subgraph';
import { Field, InputType, Int } from '@nestjs/graphql';
import type { DuplicateDecision } from '../../rules/duplicate/states.js';
import { DuplicateDecisionEnum } from '../enumerations.js';

@InputType({ description: 'Whether two notified births are one child.' })
export class DecideDuplicateInput {
  @Field(() => Uuid, { description: 'The pair.' })
  candidateId: string;

  @Field(() => Int, { description: '`version` of the pair as it was read; a newer one refuses with CONFLICT.' })
  version: number;

  @Field(() => DuplicateDecisionEnum, { description: 'One child or two.' })
  decision: DuplicateDecision;

  @Field(() => Uuid, {
    nullable: true,
    description:
      'With SAME: which of the two notifications is kept. It has to be the one that is further on its way to the certificate, and the one apart from the mother if the other is not (KEEP_THE_OTHER).',
  })
  keep?: string | null;

  @Field({ description: 'Why: 1 to 1,000 characters.' })
  grounds: string;
}

@InputType({ description: 'A decision about two notified births is taken back.' })
export class UndoDuplicateInput {
  @Field(() => Uuid, { description: 'The pair.' })
  candidateId: string;

  @Field(() => Int, { description: '`version` of the pair as it was read; a newer one refuses with CONFLICT.' })
  version: number;

  @Field({ description: 'Why: 1 to 1,000 characters.' })
  reason: string;
}
