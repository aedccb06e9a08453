import { hash } from 'node:crypto';
import type { Refusal } from '@kamkor/errors';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  isNonNullType,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { queryInvalid, queryTooLarge, variableInvalid, wrongOperationName } from '../answers/refusals.js';
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
  /** Variables that stand where null is not allowed, though their own type may allow it. */
  readonly neverNull: ReadonlySet<string>;
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
    this.rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  }

  get(query: string): KnownDocument {
    const remembered = this.known.get(query);
    if (remembered) return remembered;
    const document = this.parsed(query);
    checkComplexity(document);
    this.validate(document);
    const made = { document, hash: hash('sha256', query), neverNull: neverNull(this.schema, document) };
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
   * `query($n: Int = 2)` with null for `$n` is valid wherever an Int! is asked for, as the default is meant to stand in;
   * it fails only in execution, where it would pass for a fault of ours.
   */
  checkNulls({ neverNull }: KnownDocument, variables: Readonly<Record<string, unknown>>): void {
    for (const name of neverNull) {
      if (variables[name] === null) {
        throw variableInvalid({ field: name }, { detail: `"$${name}" must not be null.` });
      }
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
