import { hash } from 'node:crypto';
import {
  isFaultOfValue,
  placeIn,
  placeOf,
  schemaRefusal,
  textNotStorable,
  unstorableVariable,
  valueMissing,
} from '@kamkor/errors';
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
  type VariableNode,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { queryInvalid, queryTooLarge, wrongOperationName } from '../answers/refusals.js';
import { BoundedMap } from '../bounded-map.js';
import { checkComplexity, TOKEN_LIMIT } from './complexity.js';

const REMEMBERED_DOCUMENTS = 1_000;
const REMEMBERED_LENGTH = 16_384;
const SHOWN_ERRORS = 5;

/** A document that fits the graph and its limits. */
export interface KnownDocument {
  readonly document: DocumentNode;
  /** SHA-256 of its text: the key of its query plan. */
  readonly hash: string;
  /** Variables that stand where null is not allowed, though their own type may allow it, and where that is. */
  readonly neverNull: ReadonlyMap<string, VariableNode>;
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
  checkNulls({ document, neverNull }: KnownDocument, variables: Readonly<Record<string, unknown>>): void {
    for (const [name, use] of neverNull) {
      if (variables[name] === null)
        throw valueMissing({ field: placeIn(document, (node) => node === use) ?? 'variables' });
    }
  }

  /** Refuses texts that no service can store, except where a service takes a batch and answers for each of its items. */
  checkStorable(
    { document, ownersToRead }: KnownDocument,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): void {
    const field = unstorableVariable(variables, ownersToRead, operation, document);
    if (field !== undefined) throw textNotStorable({ field });
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
    if (found.length > 0) {
      throw new Refusals(found.slice(0, SHOWN_ERRORS).map((error) => this.located(error, document)));
    }
  }

  /** A value that does not fit is refused by where it stands, anything else as a fault of the query. */
  private located(error: GraphQLError, document?: DocumentNode): GraphQLError {
    // "Did you mean …?" would spell out a schema that may not be asked for.
    const detail = this.introspection ? error.message : error.message.replace(/ Did you mean .*$/s, '');
    const originalError = isFaultOfValue(error.message)
      ? schemaRefusal(error.message, placeOf(error, document) ?? 'query')
      : queryInvalid({ field: 'query' }, { detail });
    return new GraphQLError(detail, {
      nodes: error.nodes,
      source: error.source,
      positions: error.positions,
      originalError,
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

function neverNull(schema: GraphQLSchema, document: DocumentNode): Map<string, VariableNode> {
  const uses = new Map<string, VariableNode>();
  const types = new TypeInfo(schema);
  const variables = {
    Variable(use: VariableNode) {
      if (isNonNullType(types.getInputType()) && !uses.has(use.name.value)) uses.set(use.name.value, use);
    },
  };
  visit(document, visitWithTypeInfo(types, variables));
  return uses;
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
