import { isStorable, placeIn, textNotStorable } from '@kamkor/errors';
import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, visit } from 'graphql';
import { queryInvalid, queryTooLarge } from '../answers/refusals.js';

export const TOKEN_LIMIT = 5_000;
export const DEPTH_LIMIT = 24;
/** Fields after fragments are spread: forty tokens of nested fragments can stand for a million fields. */
export const FIELD_LIMIT = 5_000;

/**
 * Refuses a document that would cost validation, planning or a subgraph more than any front end needs; also texts that
 * can't be stored and names that GraphQL reserves. Runs before validation, whose rules recurse.
 */
export function checkComplexity(document: DocumentNode): void {
  checkNodes(document);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Size>();
  for (const definition of document.definitions) {
    if ('selectionSet' in definition) limit(sizeOf(definition.selectionSet, fragments, measured, 0));
  }
}

interface Size {
  readonly fields: number;
  readonly depth: number;
}

function limit({ fields, depth }: Size): void {
  if (depth > DEPTH_LIMIT) throw queryTooLarge({ field: 'query' }, { detail: `depth > ${DEPTH_LIMIT}` });
  if (fields > FIELD_LIMIT) throw queryTooLarge({ field: 'query' }, { detail: `fields > ${FIELD_LIMIT}` });
}

function sizeOf(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  measured: Map<string, Size>,
  level: number,
): Size {
  if (level > 2 * DEPTH_LIMIT) limit({ fields: 0, depth: level });
  let fields = 0;
  let depth = 0;
  const add = (size: Size, own: number) => {
    fields += size.fields + own;
    depth = Math.max(depth, size.depth + own);
  };
  for (const selection of set.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const name = selection.name.value;
      let size = measured.get(name);
      const fragment = fragments.get(name);
      // An unknown fragment and one that spreads itself are validation's to name.
      if (!size && fragment) {
        measured.set(name, { fields: 0, depth: 0 });
        size = sizeOf(fragment.selectionSet, fragments, measured, level + 1);
        measured.set(name, size);
      }
      if (size) add(size, 0);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      add(sizeOf(selection.selectionSet, fragments, measured, level + 1), 0);
    } else {
      const size = selection.selectionSet ? sizeOf(selection.selectionSet, fragments, measured, level + 1) : undefined;
      add(size ?? { fields: 0, depth: 0 }, 1);
    }
  }
  return { fields, depth };
}

function checkNodes(document: DocumentNode): void {
  const reserved = (name: string | undefined) => {
    if (name?.startsWith('__')) throw queryInvalid({ field: 'query' }, { detail: `"${name}" is a reserved name.` });
  };
  let nested = 0;
  const list = {
    enter() {
      nested += 1;
      limit({ fields: 0, depth: nested });
    },
    leave() {
      nested -= 1;
    },
  };
  visit(document, {
    ListValue: list,
    ObjectValue: list,
    StringValue(text) {
      if (isStorable(text.value)) return;
      throw textNotStorable({ field: placeIn(document, (node) => node === text) ?? 'query' });
    },
    Field: ({ alias }) => reserved(alias?.value),
    FragmentDefinition: ({ name }) => reserved(name.value),
    OperationDefinition: ({ name }) => reserved(name?.value),
    VariableDefinition: ({ variable }) => reserved(variable.name.value),
  });
}
