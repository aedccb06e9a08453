import { type Language, placeBelow, type Refusal } from '@kamkor/errors';
import type { Outcome } from '@kamkor/idempotency';
import { Directive, Extensions, Field, ObjectType } from '@nestjs/graphql';
import type { GraphQLObjectType } from 'graphql';

const BATCH = 'kamkorBatch';

/** What became of one item of a batch: the record's id, or why it was refused. Fields of the graph are read from it. */
export interface BatchItem {
  /** Its place in the input, from 0. */
  readonly index: number;
  readonly id: string | null;
  readonly refusal: Refusal | null;
}

/**
 * Marks the type with which a mutation answers for each item of a batch; the resolver gives {@link BatchItem}s, and the
 * record itself is a field that is resolved by `id`. A repeated key gives the same items again.
 */
export const AnswersBatch = (): ClassDecorator => Extensions({ [BATCH]: true }) as ClassDecorator;

export const answersBatch = (type: GraphQLObjectType): boolean =>
  (type.extensions as Record<string, unknown>)[BATCH] === true;

export const batchOutcome = (type: string, items: readonly BatchItem[]): Outcome => ({
  type,
  ids: items.map(({ id }) => id),
  refusals: items.flatMap(({ refusal }) => refusal ?? []),
});

export function itemsOf({ ids, refusals = [] }: Outcome): BatchItem[] {
  let refused = 0;
  return ids.map((id, index) => ({ index, id, refusal: id === null ? (refusals[refused++] ?? null) : null }));
}

/** The same refusal, of the item at `index` of the argument. */
export const ofItem = (refusal: Refusal, argument: string, index: number): Refusal =>
  refusal.within(placeBelow(argument, index));

@Directive('@shareable')
@ObjectType({ description: 'Why one item of a batch was refused; the others are not touched by it.' })
export class Refused {
  @Field({ description: 'The published code, as in `extensions.code` of an error: `BAD_USER_INPUT`.' })
  code: string;

  @Field({ description: 'Which rule it broke: `WEIGHT_IMPOSSIBLE`.' })
  reason: string;

  @Field(() => String, { nullable: true, description: 'Where in the input: `reports[3].weightGrams`.' })
  field: string | null;

  @Field({ description: 'A sentence in the caller’s language.' })
  message: string;
}

export const refusedIn = (refusal: Refusal, language: Language): Refused => ({
  code: refusal.code,
  reason: refusal.reason,
  field: refusal.details.field ?? null,
  message: refusal.in(language),
});
