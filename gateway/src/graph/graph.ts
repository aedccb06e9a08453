import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { placeOf, schemaRefusal } from '@kamkor/errors';
import {
  type DocumentNode,
  executeSync,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { Logger } from 'pino';
import { queryTooLarge } from '../answers/refusals.js';
import type { OperationRequest } from '../http/operation-request.js';
import { CheckedDataSource, type NoticeUnknown } from './checked-data-source.js';
import type { CallContext } from './data-source.js';
import { Documents, type KnownDocument } from './documents.js';
import { asksForSchemaOnly } from './introspection.js';
import { KnownCodes } from './known-codes.js';

export interface Outcome {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
  /** Where a value that had to be there was not. */
  readonly incomplete: readonly (readonly (string | number)[] | undefined)[];
}

export interface Graph {
  /** Finds the operation of a request; throws refusals of what does not fit the graph. */
  prepare(request: OperationRequest): Prepared;
  execute(prepared: Prepared, context: CallContext): Promise<Outcome>;
  close(): Promise<void>;
}

export interface Prepared extends KnownDocument {
  readonly request: OperationRequest;
  readonly operation: OperationDefinitionNode;
  readonly schemaOnly: boolean;
}

type Executor = Awaited<ReturnType<ApolloGateway['load']>>['executor'];
const TOO_MANY_PATHS = /exceeds? limit|reached the limit/;

/**
 * Plans and executes operations over the supergraph by @apollo/gateway's executor. Between HTTP and that executor
 * we read and refuse requests ourselves, without ApolloServer: that has to be stricter than ApolloServer's (depth before
 * validation, storable texts, a published code and a language for each refusal), and doing both costs twice.
 */
export async function openGraph(
  supergraphSdl: string,
  introspection: boolean,
  dataSource: (service: string) => GraphQLDataSource,
  notice: NoticeUnknown,
  logger: Logger,
): Promise<Graph> {
  // The library reports its use to its maker unless it is told not to.
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
  const known = Promise.withResolvers<KnownCodes>();
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => new CheckedDataSource(name, dataSource(name), known.promise, notice),
    // What codes a service may answer with is read from the document that it was asked.
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    __exposeQueryPlanExperimental: false,
    logger: quiet(logger),
  });
  const { schema, executor } = await gateway.load();
  known.resolve(new KnownCodes(schema));
  const documents = new Documents(schema, introspection);
  return {
    prepare(request) {
      const known = documents.get(request.query);
      const operation = documents.operation(known, request.operationName);
      documents.checkStorable(known, operation, request.variables);
      documents.checkNulls(known, request.variables);
      return { ...known, request, operation, schemaOnly: asksForSchemaOnly(known.document, operation.selectionSet) };
    },
    execute: async (prepared, context) =>
      prepared.schemaOnly ? introspect(schema, prepared) : execute(executor, schema, prepared, context, logger),
    close: () => gateway.stop(),
  };
}

function introspect(schema: GraphQLSchema, { document, request }: Prepared): Outcome {
  const { variables: variableValues, operationName } = request;
  return { ...executeSync({ schema, document, variableValues, operationName }), incomplete: [] };
}

async function execute(
  executor: Executor,
  schema: GraphQLSchema,
  { request, document, hash, operation }: Prepared,
  context: CallContext,
  logger: Logger,
): Promise<Outcome> {
  try {
    const result = await executor({
      request: {
        query: request.query,
        variables: request.variables,
        operationName: request.operationName ?? undefined,
      },
      source: request.query,
      document,
      queryHash: hash,
      operation,
      operationName: operation.name?.value ?? null,
      schema,
      context: context as CallContext & Record<string, unknown>,
      logger,
      metrics: {},
      // The executor's type asks for two things of ApolloServer's that nothing on this path reads.
    } as unknown as Parameters<Executor>[0]);
    const completion = (result.extensions?.valueCompletion ?? []) as { path?: (string | number)[] }[];
    const errors = result.errors?.map((error) => refusedVariable(error, document));
    return { data: result.data, errors, incomplete: completion.map(({ path }) => path) };
  } catch (error) {
    if (error instanceof Error && TOO_MANY_PATHS.test(error.message)) {
      throw queryTooLarge({ field: 'query' }, { detail: '' });
    }
    throw error;
  }
}

/** The executor names a variable; the client is told the argument that it is used for. */
function refusedVariable(error: unknown, document: DocumentNode): unknown {
  if (!(error instanceof GraphQLError) || error.nodes?.[0]?.kind !== Kind.VARIABLE_DEFINITION) return error;
  const originalError = schemaRefusal(error.message, placeOf(error, document) ?? 'variables');
  return new GraphQLError(error.message, { nodes: error.nodes, originalError });
}

const quiet = (logger: Logger) => ({
  debug: () => {},
  info: () => {},
  warn: (message?: string) => logger.warn({ from: 'planner' }, message),
  error: (message?: string) => logger.error({ from: 'planner' }, message),
});
