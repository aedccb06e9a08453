import { hash } from 'node:crypto';
import { isStorable, valueMissing } from '@kamkor/errors';
import {
  type ASTVisitor,
  type DocumentNode,
  type FloatValueNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type IntValueNode,
  isNonNullType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  TypeInfo,
  type ValidationContext,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { queryInvalid, queryTooLarge, textNotStorable, wrongOperationName } from '../answers/refusals.js';
import { BoundedMap } from '../bounded-map.js';
import { unstorableIn } from '../http/operation-request.js';
import { checkComplexity, TOKEN_LIMIT } from './complexity.js';

const REMEMBERED_DOCUMENTS = 1_000;
const REMEMBERED_LENGTH = 16_384;
const SHOWN_ERRORS = 5;

/** A document that fits the graph and its limits. */
export interface KnownDocument {
  readonly document: DocumentNode;
  /** SHA-256 of its text: the key of its query plan. */
  readonly hash: string;
  /** Variables that stand where null is not allowed, though their own type may allow it. */
  readonly neverNull: ReadonlySet<string>;
  /** Variables of a scalar that only the service that owns it can read. */
  readonly ownersToRead: ReadonlySet<string>;
}

/** Several refusals of one request. */
export class Refusals extends Error {
  constructor(readonly all: readonly GraphQLError[]) {
    super('the query is refused');
  }
}

/** Parses and validates each query text once. Throws a {@link Refusal} or {@link Refusals}, all BAD_USER_INPUT. */
export class Documents {
  private readonly known = new BoundedMap<KnownDocument>(REMEMBERED_DOCUMENTS);
  private readonly rules;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly introspection: boolean,
  ) {
    const rules = [...specifiedRules, finiteNumbers];
    this.rules = introspection ? rules : [...rules, NoSchemaIntrospectionCustomRule];
  }

  get(query: string): KnownDocument {
    const remembered = this.known.get(query);
    if (remembered) return remembered;
    const document = this.parsed(query);
    checkComplexity(document);
    this.validate(document);
    const made = {
      ...{ document, hash: hash('sha256', query), neverNull: neverNull(this.schema, document) },
      ownersToRead: ownersToRead(this.schema, document),
    };
    if (query.length <= REMEMBERED_LENGTH) this.known.set(query, made);
    return made;
  }

  /** The operation asked for: the named one, or the only one. */
  operation({ document }: KnownDocument, operationName: string | null): OperationDefinitionNode {
    const operation = getOperationAST(document, operationName);
    if (!operation) throw wrongOperationName({ field: 'operationName' });
    if (!this.schema.getRootType(operation.operation)) {
      throw queryInvalid({ field: 'query' }, { detail: `there is no ${operation.operation} here.` });
    }
    return operation;
  }

  /**
   * `query($n: Int = 2)` with null for `$n` is valid wherever an Int! is asked for, because the default is meant to stand
   * in for it. It fails only in execution, where it would pass for a fault of ours.
   */
  checkNulls({ neverNull }: KnownDocument, variables: Readonly<Record<string, unknown>>): void {
    for (const name of neverNull) {
      if (variables[name] === null) throw valueMissing({ field: name });
    }
  }

  /** Refuses texts that no service can store, except where a service takes a batch and answers for each of its items. */
  checkStorable({ ownersToRead }: KnownDocument, variables: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(variables)) {
      const field = ownersToRead.has(name) ? undefined : unstorableIn(value, name);
      if (field !== undefined || !isStorable(name)) throw textNotStorable({ field: field ?? 'variables' });
    }
  }

  private parsed(query: string): DocumentNode {
    try {
      return parse(query, { maxTokens: TOKEN_LIMIT });
    } catch (error) {
      if (!(error instanceof GraphQLError)) {
        throw queryTooLarge({ field: 'query' }, { detail: `depth > ${TOKEN_LIMIT}` });
      }
      if (error.message.includes('tokens')) {
        throw queryTooLarge({ field: 'query' }, { detail: `tokens > ${TOKEN_LIMIT}` });
      }
      throw new Refusals([this.located(error)]);
    }
  }

  private validate(document: DocumentNode): void {
    const found = validate(this.schema, document, this.rules, {
      maxErrors: SHOWN_ERRORS,
    });
    if (found.length > 0) throw new Refusals(found.slice(0, SHOWN_ERRORS).map((error) => this.located(error)));
  }

  private located(error: GraphQLError): GraphQLError {
    // "Did you mean …?" would spell out a schema that may not be asked for.
    const detail = this.introspection ? error.message : error.message.replace(/ Did you mean .*$/s, '');
    return new GraphQLError(detail, {
      nodes: error.nodes,
      source: error.source,
      positions: error.positions,
      originalError: queryInvalid({ field: 'query' }, { detail }),
    });
  }
}

/** A number that JavaScript takes for infinite passes as a value of a scalar that checks nothing, and breaks the planner. */
function finiteNumbers(context: ValidationContext): ASTVisitor {
  const number = (node: FloatValueNode | IntValueNode) => {
    if (Number.isFinite(Number(node.value))) return;
    context.reportError(new GraphQLError(`${node.value.slice(0, 40)} is out of range.`, { nodes: node }));
  };
  return { FloatValue: number, IntValue: number };
}

function neverNull(schema: GraphQLSchema, document: DocumentNode): Set<string> {
  const names = new Set<string>();
  const types = new TypeInfo(schema);
  const variables = {
    Variable({ name }: { name: { value: string } }) {
      if (isNonNullType(types.getInputType())) names.add(name.value);
    },
  };
  visit(document, visitWithTypeInfo(types, variables));
  return names;
}

function ownersToRead(schema: GraphQLSchema, document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition({ variable, type }) {
      let named = type;
      while (named.kind !== Kind.NAMED_TYPE) named = named.type;
      const scalar = schema.getType(named.name.value);
      if (isScalarType(scalar) && !isSpecifiedScalarType(scalar)) names.add(variable.name.value);
    },
  });
  return names;
}
