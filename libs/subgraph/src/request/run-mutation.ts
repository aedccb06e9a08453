import { withIdempotency } from '@kamkor/idempotency';
import { isOvertaken } from '@kamkor/persistence';
import { type GraphQLObjectType, type GraphQLResolveInfo, getNamedType, isObjectType, Kind } from 'graphql';
import { answersBatch, type BatchItem, batchOutcome, itemsOf } from '../answer/batch.js';
import { badInput } from '../input/bad-input.js';
import { referenceResolver } from '../schema/reference.js';
import type { SubgraphContext } from './request-context.js';

const keyForOne = badInput('KEY_FOR_ONE_FIELD', {
  ky: 'Idempotency-Key менен бир суроодо ар бир мутация бир гана жолу аткарылат.',
  ru: 'С Idempotency-Key каждая мутация может стоять в запросе только один раз.',
  en: 'With an Idempotency-Key a mutation may stand in a request only once.',
});

interface MutationCall {
  readonly coordinate: string;
  readonly args: Record<string, unknown>;
  readonly context: SubgraphContext;
  readonly info: GraphQLResolveInfo;
  readonly resolve: () => unknown;
}

interface Identified {
  readonly id: string;
}

/**
 * One mutation field: one transaction, with the idempotency key in it. A repeated key answers with the first outcome,
 * read anew by reference, so that today's rights and today's values apply. A batch gives each item's first answer again.
 * One that another transaction overtook is run once more: all that it had done was rolled back.
 */
export async function runMutation({ coordinate, args, context, info, resolve }: MutationCall): Promise<unknown> {
  const type = outcomeType(coordinate, info);
  const key = context.idempotencyKey;
  if (key !== undefined && timesAsked(info) > 1) throw keyForOne({ field: 'Idempotency-Key' });
  const carryOut = async () => {
    const work = async () => (await resolve()) as Identified | Identified[];
    if (key === undefined) return { replayed: false as const, result: await work() };
    return withIdempotency({ key, field: coordinate, args }, work, (result) =>
      answersBatch(type)
        ? batchOutcome(type.name, result as unknown as BatchItem[])
        : { type: type.name, ids: Array.isArray(result) ? result.map(({ id }) => id) : [result.id] },
    );
  };
  const answer = await onceMore(isOvertaken, () => context.scope.useCase(coordinate, carryOut, String(info.path.key)));
  if (!answer.replayed) return answer.result;
  if (answersBatch(type)) return itemsOf(answer.outcome);
  await context.scope.read();
  const byReference = referenceResolver(type);
  const found = await Promise.all(answer.outcome.ids.map((id) => byReference?.({ id: id as string }, context, info)));
  return isListField(info) ? found : found[0];
}

async function onceMore<Result>(when: (error: unknown) => boolean, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!when(error)) throw error;
    return await work();
  }
}

function outcomeType(coordinate: string, info: GraphQLResolveInfo): GraphQLObjectType {
  const type = getNamedType(info.returnType);
  if (!isObjectType(type) || !(referenceResolver(type) || answersBatch(type))) {
    throw new Error(`${coordinate} must answer with an entity, or with the items of a batch`);
  }
  return type;
}

/** One key stands for one effect of a field; a request with two would have the second refused after the first was done. */
const timesAsked = ({ operation, fieldName }: GraphQLResolveInfo): number =>
  operation.selectionSet.selections.filter((one) => one.kind === Kind.FIELD && one.name.value === fieldName).length;

const isListField = (info: GraphQLResolveInfo) => info.returnType.toString().startsWith('[');
