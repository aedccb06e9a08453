import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { queryInvalid } from '../answers/refusals.js';

/**
 * Whether an operation asks for the schema alone. It is then executed over the schema directly: the planner's own
 * introspection follows an older GraphQL and fails on questions that ours allows (`isOneOf`). Throws a refusal when
 * it asks for the schema and for data at once.
 */
export function asksForSchemaOnly(document: DocumentNode, set: SelectionSetNode): boolean {
  const found = { schema: false, data: false };
  look(set, fragmentsOf(document), found);
  if (found.schema && found.data) {
    throw queryInvalid({ field: 'query' }, { detail: 'ask for the schema in an operation of its own.' });
  }
  return found.schema;
}

function look(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  found: { schema: boolean; data: boolean },
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      look(fragments.get(selection.name.value)!.selectionSet, fragments, found);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      look(selection.selectionSet, fragments, found);
    } else {
      const { value } = selection.name;
      if (value === '__schema' || value === '__type') found.schema = true;
      else if (value !== '__typename') found.data = true;
    }
  }
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  return fragments;
}
