/** What of a graphql-js document is looked at: the kinds and names of its nodes, so that this lib needs no graphql-js. */
export interface SyntaxNode {
  readonly kind: string;
}

export interface SyntaxDocument {
  readonly definitions: readonly SyntaxNode[];
}

/** What graphql-js says of a value that does not fit, and at which node. */
export interface LanguageFault {
  readonly message: string;
  readonly nodes?: readonly SyntaxNode[] | undefined;
}

type Named = SyntaxNode & { readonly name: { readonly value: string } };
type VariableDefinition = SyntaxNode & { readonly variable: Named; readonly defaultValue?: SyntaxNode };
type Operation = SyntaxNode & { readonly variableDefinitions?: readonly VariableDefinition[] };

/** One step further into a value: `input` and `pin` are `input.pin`, `reports` and 1 are `reports[1]`. */
export const placeBelow = (place: string, part: string | number): string =>
  typeof part === 'number' ? `${place}[${part}]` : place ? `${place}.${part}` : part;

/**
 * Where the value stands that graphql-js complains of, as its writer put it, from the argument down: `input.mother.pin`,
 * whether it was written into the query or came by a variable. Undefined for what is no value of an argument.
 */
export function placeOf({ message, nodes }: LanguageFault, document: SyntaxDocument | undefined): string | undefined {
  const node = nodes?.[0];
  if (!node || !document) return undefined;
  if (isVariableDefinition(node)) return below(placeOfDefinition(node, document), INSIDE_VARIABLE.exec(message)?.[1]);
  const argument = ARGUMENT_MISSING.exec(message)?.[1];
  if (argument && (node.kind === 'Field' || node.kind === 'Directive')) return argument;
  return placeIn(document, (one) => one === node);
}

/** Where a variable is used first, as `placeOf` says it: what is wrong in it is wrong there. */
export function placeOfVariable(
  name: string,
  operation: SyntaxNode | undefined,
  { definitions }: SyntaxDocument,
): string | undefined {
  const fragments = new Map<string, SyntaxNode>();
  for (const one of definitions) if (one.kind === 'FragmentDefinition') fragments.set((one as Named).name.value, one);
  for (const [node, place] of valuesIn(operation ?? { kind: 'Document' }, '', fragments)) {
    if (node.kind === 'Variable' && (node as Named).name.value === name) return place;
  }
  return undefined;
}

/** Where the first value of a document stands that `isSought`. */
export function placeIn(
  document: SyntaxDocument,
  isSought: (value: SyntaxNode & { readonly value?: unknown }) => boolean,
): string | undefined {
  for (const definition of document.definitions) {
    for (const [node, place] of valuesIn(definition, '')) if (isSought(node)) return place;
    for (const variable of (definition as Operation).variableDefinitions ?? []) {
      for (const [node, place] of valuesIn(variable.defaultValue ?? variable, VALUE)) {
        if (isSought(node)) return below(placeOfDefinition(variable, document), place.slice(VALUE.length));
      }
    }
  }
  return undefined;
}

const VALUE = 'value';
/** graphql-js says where in a variable a value stands in its sentence alone. */
const INSIDE_VARIABLE = /\bat "\w+([\w.[\]]*)"; /;
const ARGUMENT_MISSING = /^(?:(?:Field|Directive) "[^"]+" argument|Argument) "(\w+)" of /;

const isVariableDefinition = (node: SyntaxNode): node is VariableDefinition => node.kind === 'VariableDefinition';

const below = (place: string | undefined, inside = ''): string | undefined => place && place + inside;

function placeOfDefinition(definition: VariableDefinition, document: SyntaxDocument): string | undefined {
  const operation = document.definitions.find((one: Operation) => one.variableDefinitions?.includes(definition));
  return placeOfVariable(definition.variable.name.value, operation, document);
}

/**
 * Every value below a node with its place; those of `fragments` where they are spread, each once. A field of an object
 * stands at the object, as graphql-js complains of one that is unknown by the object and the field's name.
 */
function* valuesIn(
  node: SyntaxNode,
  place: string,
  fragments?: Map<string, SyntaxNode>,
): Generator<readonly [SyntaxNode, string]> {
  if (place) yield [node, place];
  if (node.kind === 'FragmentSpread') {
    const { value } = (node as Named).name;
    const fragment = fragments?.get(value);
    fragments?.delete(value);
    if (fragment) yield* valuesIn(fragment, '', fragments);
  }
  for (const [key, child] of Object.entries(node)) {
    if (key === 'loc' || key === 'variableDefinitions' || typeof child !== 'object' || child === null) continue;
    for (const [index, one] of [child as SyntaxNode].flat().entries()) {
      yield* valuesIn(one, placeFrom(node, place, index), fragments);
    }
  }
}

function placeFrom(parent: SyntaxNode, place: string, index: number): string {
  if (parent.kind === 'Argument') return (parent as Named).name.value;
  if (parent.kind === 'ObjectField') return placeBelow(place, (parent as Named).name.value);
  return parent.kind === 'ListValue' ? placeBelow(place, index) : place;
}
