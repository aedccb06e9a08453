import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { READ_AS, sampleOf } from '../security/sample-values.js';

type Path = readonly (string | number)[];
type Inputs = readonly Pick<GraphQLArgument, 'name' | 'type' | 'defaultValue'>[];

/** One thing that is wrong in what is otherwise a whole and well-formed input of a field. */
export interface WrongInput {
  /** Where, as a refusal has to name it: `input.mother.pin`. */
  readonly place: string;
  readonly path: Path;
  /** The type that the graph has there. */
  readonly type: GraphQLInputType;
  /** What stands there; undefined: it is left out. */
  readonly value: unknown;
  /** Whether it stands in an item of a batch, which is read by itself. */
  readonly inItem: boolean;
}

interface Leaf extends Omit<WrongInput, 'place' | 'value'> {
  readonly isRequired: boolean;
}

/** Every place of a field's input with every kind of value that the graph does not take there. */
export function* wrongInputs(field: GraphQLField<unknown, unknown>, schema: GraphQLSchema): Generator<WrongInput> {
  for (const { isRequired, ...leaf } of leavesOf(field.args, schema, [], false)) {
    for (const value of wrongValues(leaf.type, isRequired)) yield { ...leaf, place: placeOf(leaf.path), value };
    const unknown = [...leaf.path, 'noSuchField'];
    if (objectOf(leaf.type, schema)) yield { ...leaf, path: unknown, place: placeOf(unknown), value: 1 };
  }
}

/** All arguments of a field, each whole, with `value` at a path of them. */
export function argumentsWith(
  { args }: GraphQLField<unknown, unknown>,
  schema: GraphQLSchema,
  path: Path,
  value: unknown,
): Record<string, unknown> {
  const whole = Object.fromEntries(args.map(({ name, type }) => [name, wholeOf(type, name, schema)]));
  return replaced(whole, path, value) as Record<string, unknown>;
}

const placeOf = (path: Path): string =>
  path.map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');

function* leavesOf(inputs: Inputs, schema: GraphQLSchema, before: Path, inItem: boolean): Generator<Leaf> {
  for (const { name, type, defaultValue } of inputs) {
    const isRequired = isNonNullType(type) && defaultValue === undefined;
    yield* leavesAt({ path: [...before, name], type, inItem, isRequired }, schema);
  }
}

/** A place, and what lies below it: the second item of a list, each field of an object. */
function* leavesAt(leaf: Leaf, schema: GraphQLSchema): Generator<Leaf> {
  yield leaf;
  const { path, inItem } = leaf;
  const bare = getNullableType(leaf.type);
  if (isListType(bare)) {
    const type: GraphQLInputType = bare.ofType;
    yield* leavesAt({ path: [...path, 1], type, inItem: inItem || isBatch(type), isRequired: false }, schema);
  }
  const object = objectOf(leaf.type, schema);
  if (object) yield* leavesOf(Object.values(object.getFields()), schema, path, inItem);
}

const nameOf = (type: GraphQLInputType): string => (getNullableType(type) as { name?: string }).name ?? '';
const isBatch = (type: GraphQLInputType): boolean => nameOf(type) in READ_AS;

function objectOf(type: GraphQLInputType, schema: GraphQLSchema) {
  const object = isBatch(type) ? schema.getType(READ_AS[nameOf(type)]!) : getNullableType(type);
  return isInputObjectType(object) ? object : undefined;
}

const NO_OBJECT = ['text', 7];
const OF_NO_LEAF = { a: 1 };
const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  String: [7, true, 'a\0b', OF_NO_LEAF],
  ID: [true, 'a\0b', OF_NO_LEAF],
  Int: ['text', 1.5, 2_147_483_648, OF_NO_LEAF],
  Float: ['text', true, OF_NO_LEAF],
  Boolean: ['true', 1, OF_NO_LEAF],
  UUID: ['12', 7, 'a\0b', OF_NO_LEAF],
  LegalDate: ['2026-02-30', '1700-01-01', 7, 'a\0b', OF_NO_LEAF],
  Instant: ['yesterday', '2026-01-05T02:30', 7, OF_NO_LEAF],
};

function* wrongValues(type: GraphQLInputType, isRequired: boolean): Generator<unknown> {
  if (isNonNullType(type)) yield null;
  if (isRequired) yield undefined;
  let named = getNullableType(type) as GraphQLInputType;
  while (isListType(named)) named = getNullableType(named.ofType) as GraphQLInputType;
  if (isInputObjectType(named)) yield* NO_OBJECT;
  else if (isEnumType(named)) yield* ['NO_SUCH_CODE', 1, OF_NO_LEAF];
  // One value in place of a list of the batch is a batch of one.
  else if (isBatch(named)) yield* isListType(getNullableType(type)) ? [] : NO_OBJECT;
  else {
    const wrong = WRONG[nameOf(named)];
    if (!wrong) throw new Error(`nothing is known to be wrong for the scalar ${nameOf(named)}: say it here`);
    yield* wrong;
  }
}

/** Lists have two items, of which the second is made wrong. */
function wholeOf(type: GraphQLInputType, name: string, schema: GraphQLSchema): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [wholeOf(bare.ofType, '', schema), wholeOf(bare.ofType, '', schema)];
  const object = objectOf(type, schema);
  if (!object) return sampleOf(type, name);
  return Object.fromEntries(
    Object.values(object.getFields()).map((field) => [field.name, wholeOf(field.type, field.name, schema)]),
  );
}

function replaced(whole: unknown, [head, ...rest]: Path, value: unknown): unknown {
  if (head === undefined) return value;
  if (Array.isArray(whole)) return whole.map((item, index) => (index === head ? replaced(item, rest, value) : item));
  const copy = { ...(whole as Record<string, unknown>) };
  copy[head] = replaced(copy[head], rest, value);
  return copy;
}
