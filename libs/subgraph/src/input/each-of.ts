import { placeBelow, Refusal, refusalIn, schemaRefusal, textNotStorable, unstorableIn } from '@kamkor/errors';
import { coerceInputValue, type GraphQLInputType, type GraphQLSchema } from 'graphql';

/**
 * Reads each item of a batch by an input type of the graph. The argument itself is a scalar, for GraphQL would refuse
 * the whole request for one wrong code, type or missing field: here it is the refusal of that item, by its field.
 */
export function eachOf<Item>(schema: GraphQLSchema, typeName: string, items: readonly unknown[]): (Item | Refusal)[] {
  const type = schema.getType(typeName) as GraphQLInputType | undefined;
  if (!type) throw new Error(`the graph has no input ${typeName}`);
  return items.map((item) => {
    const unstorable = unstorableIn(item, '');
    if (unstorable !== undefined) return textNotStorable(unstorable ? { field: unstorable } : {});
    return read<Item>(item, type);
  });
}

function read<Item>(item: unknown, type: GraphQLInputType): Item | Refusal {
  if (item === null || item === undefined)
    return schemaRefusal(`Expected non-nullable type "${type}!" not to be null.`, undefined);
  let refused: Refusal | undefined;
  const coerced: unknown = coerceInputValue(item, type, (path, _value, error) => {
    const field = path.reduce<string>(placeBelow, '');
    refused ??= withField(refusalIn(error), field) ?? schemaRefusal(error.message, field);
  });
  return refused ?? (coerced as Item);
}

const withField = (refusal: Refusal | undefined, field: string) =>
  refusal && new Refusal(refusal.code, refusal.reason, refusal.text, { field, ...refusal.details }, refusal.parameters);
