import { LegalDate, Uuid } from '@kamkor/subgraph';
import { Field, InputType, Int } from '@nestjs/graphql';

@InputType({ description: 'When a territory goes live, and how fast its backlog is released.' })
export class StartTerritoryInput {
  @Field({ description: 'Code of the territory, which starts with everything below it.' })
  territory: string;

  @Field(() => LegalDate, { description: 'The first day on which it is live: today or up to 60 days ahead.' })
  startsOn: Temporal.PlainDate;

  @Field(() => Int, { description: 'How many workers visit families: 1 to 1,000.' })
  workers: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many children of the backlog each worker is given on a working day, 1 to 10; left out: what the regulation says, 2.',
  })
  childrenPerWorker?: number | null;
}

@InputType({ description: 'How fast a backlog is released from the next release on.' })
export class AdjustBacklogReleaseInput {
  @Field(() => Uuid, { description: 'The start of the territory.' })
  id: string;

  @Field(() => Int, { description: '`version` of the start as it was read; a newer one refuses with CONFLICT.' })
  version: number;

  @Field(() => Int, { description: 'How many workers visit families: 1 to 1,000.' })
  workers: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many children of the backlog each worker is given on a working day, 1 to 10; left out: what the regulation says, 2, also where another number was set before.',
  })
  childrenPerWorker?: number | null;
}

@InputType({ description: 'Takes a planned start back.' })
export class WithdrawTerritoryStartInput {
  @Field(() => Uuid, { description: 'The start of the territory.' })
  id: string;

  @Field(() => Int, { description: '`version` of the start as it was read; a newer one refuses with CONFLICT.' })
  version: number;
}

@InputType({ description: 'Which child is released out of its turn.' })
export class ReleaseFromBacklogInput {
  @Field(() => Uuid, { description: 'The documentation watch of the child.' })
  watchId: string;

  @Field(() => Int, { description: '`version` of the watch as it was read; a newer one refuses with CONFLICT.' })
  version: number;
}
