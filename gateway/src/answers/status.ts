import { HTTP_STATUS } from '@kamkor/errors';
import { Kind, type OperationDefinitionNode } from 'graphql';
import type { AnswerError } from './answer-errors.js';

/**
 * HTTP status of an executed operation: 200 for data and partial data, also when every field failed. A mutation of a
 * single root field that failed has the status of its code, where the code has one.
 */
export function statusOf(operation: OperationDefinitionNode, errors: readonly AnswerError[] | undefined): number {
  if (!errors || operation.operation !== 'mutation' || errors.length !== 1) return 200;
  const { selections } = operation.selectionSet;
  const [error] = errors;
  if (selections.length !== 1 || selections[0]!.kind !== Kind.FIELD || (error!.path?.length ?? 1) !== 1) return 200;
  return HTTP_STATUS[error!.extensions.code] ?? 200;
}

/** HTTP status of a request that was not executed. */
export function refusedStatus({ extensions: { code, reason } }: AnswerError): number {
  if (reason === 'BODY_TOO_LARGE') return 413;
  if (reason === 'CONTENT_TYPE') return 415;
  if (reason === 'METHOD') return 405;
  if (reason === 'ADDRESS') return 404;
  if (code === 'SUBGRAPH_UNAVAILABLE') return 503;
  if (code === 'INTERNAL_SERVER_ERROR') return 500;
  return HTTP_STATUS[code] ?? 400;
}
