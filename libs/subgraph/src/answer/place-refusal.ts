import { Refusal } from '@kamkor/errors';
import {
  defaultFieldResolver,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';

/** A refusal that names a field which the client could not have written: a rule misspelt it. */
export class NoSuchField extends Error {}

/**
 * Makes refusals of a field name the input from the argument down. A rule names what it reads, `mother.pin`, and knows no
 * argument; where the only argument is an input object its name is put in front here, for all of them. Input that is
 * refused without a field is refused as a whole.
 */
export function placeRefusals<Context>(field: GraphQLField<unknown, Context>, coordinate: string): void {
  if (field.args.length === 0) return;
  const resolve = field.resolve ?? defaultFieldResolver;
  const place = (error: unknown): never => {
    throw error instanceof Refusal ? placed(error, field.args, coordinate) : error;
  };
  field.resolve = (...given) => {
    try {
      const found = resolve(...given);
      return found instanceof Promise ? found.catch(place) : found;
    } catch (error) {
      return place(error);
    }
  };
}

function placed(refusal: Refusal, args: readonly GraphQLArgument[], coordinate: string): Refusal {
  const [argument, ...others] = args;
  const takesOneObject = argument && others.length === 0 && isInputObjectType(getNullableType(argument.type));
  const isOfInput = refusal.details.field !== undefined || refusal.code === 'BAD_USER_INPUT';
  const named = takesOneObject && isOfInput ? refusal.within(argument.name) : refusal;
  const { field, ...rest } = named.details;
  if (field === undefined || takes(args, field)) return named;
  const placeless = new Refusal(named.code, named.reason, named.text, rest, named.parameters);
  placeless.cause = new NoSuchField(`${coordinate} does not take "${field}", which a refusal names`);
  return placeless;
}

type Inputs = readonly { readonly name: string; readonly type: GraphQLInputType }[];

/** Whether a client can have written something at `place`. */
function takes(inputs: Inputs, place: string): boolean {
  const [, name, indexes = '', rest] = /^(\w+)((?:\[\d+\])*)(?:\.(.+))?$/.exec(place) ?? [];
  let type = inputs.find((input) => input.name === name)?.type;
  for (const _ of indexes.matchAll(/\[/g)) {
    const list = type && getNullableType(type);
    type = isListType(list) ? list.ofType : undefined;
  }
  const bare = type && getNullableType(type);
  if (!bare) return false;
  if (rest === undefined || isOpaque(bare)) return true;
  return isInputObjectType(bare) && takes(Object.values(bare.getFields()), rest);
}

/** What a batch takes its items as, to read each by itself. */
const isOpaque = (type: GraphQLInputType): boolean => isScalarType(type) && !isSpecifiedScalarType(type);
