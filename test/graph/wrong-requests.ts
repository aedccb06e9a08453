import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
} from 'graphql';
import { READ_AS } from '../security/sample-values.js';
import { argumentsWith, type WrongInput } from './wrong-inputs.js';

type Field = GraphQLField<unknown, unknown>;

/** How a client may send it: each argument by a variable, all written into the query, or the wrong value alone by one. */
export const FORMS = ['by variables', 'in the query', 'by one variable'] as const;
export type Form = (typeof FORMS)[number];

export interface Written {
  /** `($wrong: UUID!)`, empty without variables. */
  readonly declared: string;
  /** The field under an alias, with its arguments. */
  readonly asked: string;
  readonly variables: Record<string, unknown>;
}

/** What a client sends that writes an input wrongly; undefined where it can't be sent in this form. */
export function written(field: Field, schema: GraphQLSchema, wrong: WrongInput, form: Form): Written | undefined {
  const { path, type, value, inItem } = wrong;
  if (form === 'by variables') {
    const args = argumentsWith(field, schema, path, value);
    const variables = Object.fromEntries(field.args.map(({ name }, index) => [`v${index}`, args[name]]));
    const declared = field.args.map((arg, index) => `$v${index}: ${arg.type}`);
    return call(
      field,
      declared,
      field.args.map(({ name }, index) => `${name}: $v${index}`),
      variables,
    );
  }
  const apart = form === 'by one variable';
  // Of the type of a variable in an item, or in a field that is not there, the graph knows nothing.
  if (apart && (inItem || path.at(-1) === 'noSuchField')) return undefined;
  const args = argumentsWith(field, schema, path, apart ? VARIABLE : value);
  const given = field.args
    .filter(({ name }) => args[name] !== undefined)
    .map((arg) => `${arg.name}: ${literal(args[arg.name], arg.type, schema)}`);
  return call(field, apart ? [`$wrong: ${type}`] : [], given, apart ? { wrong: value } : {});
}

const VARIABLE = Symbol('variable');

function call(field: Field, declared: readonly string[], given: readonly string[], variables: Record<string, unknown>) {
  const answer = getNamedType(field.type);
  const below = isLeafType(answer) ? '' : batchAnswers(field) ? ' { refusal { code field } }' : ' { __typename }';
  return {
    declared: declared.length > 0 ? `(${declared.join(', ')})` : '',
    asked: `asked: ${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}${below}`,
    variables,
  };
}

/** Whether a mutation answers for each item of a batch by itself. */
export const batchAnswers = ({ type }: Field): boolean => {
  const answer = getNamedType(type);
  return 'getFields' in answer && 'refusal' in answer.getFields();
};

/** A value as it is written into a query. */
function literal(value: unknown, type: GraphQLInputType | undefined, schema: GraphQLSchema): string {
  if (value === VARIABLE) return '$wrong';
  const bare = type && getNullableType(type);
  if (Array.isArray(value)) {
    const item = isListType(bare) ? bare.ofType : undefined;
    return `[${value.map((one) => literal(one, item, schema)).join(', ')}]`;
  }
  if (isListType(bare)) return literal(value, bare.ofType, schema);
  if (isEnumType(bare) && typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const named = bare && 'name' in bare && READ_AS[bare.name] ? schema.getType(READ_AS[bare.name]!) : bare;
  const fields = isInputObjectType(named) ? named.getFields() : {};
  const said = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${said.map(([name, one]) => `${name}: ${literal(one, fields[name]?.type, schema)}`).join(', ')}}`;
}
