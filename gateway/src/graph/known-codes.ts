import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** A code that a service gave and that this graph has not: the service is a release ahead. */
export interface UnknownCode {
  readonly path: readonly (string | number)[];
  /** The field that holds it: `BirthRecord.state`. */
  readonly field: string;
  readonly value: unknown;
}

interface Asked {
  readonly field: string;
  readonly codes?: ReadonlySet<unknown>;
  readonly below?: Selection;
}

/** What of an answer holds codes, by the names in the answer. */
type Selection = Map<string, Asked>;

/**
 * Finds codes that the graph does not know in answers of services. The planner's library makes null of them without an
 * error, and tells it beside the answer only where nothing else went wrong.
 */
export class KnownCodes {
  private readonly selections = new WeakMap<DocumentNode, Selection>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Those in the data with which a service answered a document of the query plan. */
  unknownIn(document: DocumentNode, data: unknown): UnknownCode[] {
    let selection = this.selections.get(document);
    if (!selection) {
      selection = this.selectionOf(document);
      this.selections.set(document, selection);
    }
    const found: UnknownCode[] = [];
    look(data, { field: '', below: selection }, [], found);
    return found;
  }

  private selectionOf(document: DocumentNode): Selection {
    const selection: Selection = new Map();
    for (const one of document.definitions) {
      if (one.kind !== Kind.OPERATION_DEFINITION) continue;
      this.collect(one.selectionSet, this.schema.getRootType(one.operation) ?? undefined, document, selection);
    }
    return selection;
  }

  /** Of `_entities` the type is said by the fragments in it. */
  private collect(
    set: SelectionSetNode,
    parent: GraphQLNamedType | undefined,
    document: DocumentNode,
    into: Selection,
  ): void {
    for (const selection of set.selections) {
      if (selection.kind !== Kind.FIELD) {
        const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragment(document, selection.name.value);
        const condition = part?.typeCondition && this.schema.getType(part.typeCondition.name.value);
        if (part) this.collect(part.selectionSet, condition ?? parent, document, into);
        continue;
      }
      const name = selection.alias?.value ?? selection.name.value;
      const asked = isObjectType(parent) ? parent.getFields()[selection.name.value] : undefined;
      const type = asked && getNamedType(asked.type);
      const field = `${parent?.name}.${selection.name.value}`;
      if (isEnumType(type)) into.set(name, { field, codes: new Set(type.getValues().map((code) => code.name)) });
      if (!selection.selectionSet) continue;
      const below = into.get(name)?.below ?? new Map();
      this.collect(selection.selectionSet, type, document, below);
      if (below.size > 0) into.set(name, { field, below });
    }
  }
}

const fragment = ({ definitions }: DocumentNode, name: string): FragmentDefinitionNode | undefined =>
  definitions.find(
    (one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name,
  );

/** `path` leads to the value and is copied only where something is found: this runs over every answer. */
function look(value: unknown, asked: Asked, path: (string | number)[], found: UnknownCode[]): void {
  if (value === null || value === undefined) return;
  const step = (part: string | number, inside: unknown, below: Asked) => {
    path.push(part);
    look(inside, below, path, found);
    path.pop();
  };
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) step(index, item, asked);
  } else if (asked.codes) {
    if (!asked.codes.has(value)) found.push({ path: [...path], field: asked.field, value });
  } else if (typeof value === 'object') {
    for (const [name, below] of asked.below ?? []) step(name, (value as Record<string, unknown>)[name], below);
  }
}
