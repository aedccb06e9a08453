import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { POLICY, type Policy } from '../policy/allow.js';

export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/**
 * What a root field is asked for, by its policy. Of a reference: by the policy of the type, or, where this service only
 * adds fields to it, of the first added field that is asked for.
 */
export function purposeOf(
  schema: GraphQLSchema,
  root: GraphQLObjectType | null | undefined,
  asked: FieldNode | undefined,
  fragments: Fragments,
): string | undefined {
  if (!asked || !root) return undefined;
  if (asked.name.value !== '_entities') return purposeIn(root.getFields()[asked.name.value]);
  for (const [type, field] of fieldsAskedOf(schema, asked.selectionSet, fragments)) {
    const purpose = purposeIn(type) ?? purposeIn(type.getFields()[field]);
    if (purpose) return purpose;
  }
  return undefined;
}

const purposeIn = (on: { extensions: object } | undefined): string | undefined =>
  ((on?.extensions as Record<string, unknown> | undefined)?.[POLICY] as Policy | undefined)?.purpose;

function* fieldsAskedOf(
  schema: GraphQLSchema,
  set: SelectionSetNode | undefined,
  fragments: Fragments,
  within?: GraphQLObjectType,
): Generator<[GraphQLObjectType, string]> {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === 'Field') {
      if (within) yield [within, selection.name.value];
      continue;
    }
    const part = selection.kind === 'FragmentSpread' ? fragments[selection.name.value] : selection;
    const named = part?.typeCondition ? schema.getType(part.typeCondition.name.value) : within;
    if (part) yield* fieldsAskedOf(schema, part.selectionSet, fragments, isObjectType(named) ? named : undefined);
  }
}
