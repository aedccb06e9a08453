import { Allow } from '@kamkor/subgraph';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { ACTION_ROLES } from '../rules/hard-life-situation/roles.js';
import {
  RecordHardLifeObjectionInput,
  RejectHardLifeObjectionInput,
  UpholdHardLifeObjectionInput,
} from './objection.input.js';
import { RecordObjection } from './record-objection.js';
import { RejectObjection } from './reject-objection.js';
import { HardLifeSituation } from './situation.entity.js';
import { UpholdObjection } from './uphold-objection.js';

const PURPOSE = 'social protection';

/** A family objects to being registered, and is answered. */
@Resolver(() => HardLifeSituation)
export class ObjectionResolver {
  constructor(
    private readonly objections: RecordObjection,
    private readonly upheld: UpholdObjection,
    private readonly rejected: RejectObjection,
  ) {}

  @Allow({ roles: ACTION_ROLES.recordHardLifeObjection, purpose: PURPOSE })
  @Mutation(() => HardLifeSituation, {
    nullable: true,
    description: 'A family objects to being registered, itself or through a specialist. It is owed an answer.',
  })
  recordHardLifeObjection(
    @Args('input', { description: 'Which situation, and why.' }) input: RecordHardLifeObjectionInput,
  ): Promise<HardLifeSituation> {
    return this.objections.record(input);
  }

  @Allow({ roles: ACTION_ROLES.upholdHardLifeObjection, purpose: PURPOSE })
  @Mutation(() => HardLifeSituation, {
    nullable: true,
    description: 'The objection is right: → CLOSED, assessed or not.',
  })
  upholdHardLifeObjection(
    @Args('input', { description: 'Which situation.' }) input: UpholdHardLifeObjectionInput,
  ): Promise<HardLifeSituation> {
    return this.upheld.uphold(input);
  }

  @Allow({ roles: ACTION_ROLES.rejectHardLifeObjection, purpose: PURPOSE })
  @Mutation(() => HardLifeSituation, {
    nullable: true,
    description: 'The objection is not right: the family stays registered.',
  })
  rejectHardLifeObjection(
    @Args('input', { description: 'Which situation.' }) input: RejectHardLifeObjectionInput,
  ): Promise<HardLifeSituation> {
    return this.rejected.reject(input);
  }
}
