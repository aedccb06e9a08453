import * as refusals from '../answers/refusals.js';

const DEPTH_LIMIT = 32;

/** What a client asks: one operation, checked in form but not yet against the graph. */
export interface OperationRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName: string | null;
}

/** Turns a parsed JSON body into an {@link OperationRequest}. Throws a BAD_USER_INPUT refusal that says what is wrong. */
export function operationRequest(body: unknown): OperationRequest {
  if (Array.isArray(body)) throw refusals.batched();
  if (typeof body !== 'object' || body === null) throw refusals.queryMissing({ field: 'query' });
  const { query, variables = null, operationName = null } = body as Record<string, unknown>;
  if (typeof query !== 'string' || query.trim() === '') throw refusals.queryMissing({ field: 'query' });
  if (operationName !== null && (typeof operationName !== 'string' || operationName.length > 256)) {
    throw refusals.wrongOperationName({ field: 'operationName' });
  }
  if (typeof variables !== 'object' || Array.isArray(variables)) {
    throw refusals.variablesNotObject({ field: 'variables' }, { limit: DEPTH_LIMIT });
  }
  if (variables !== null) checkDepth(variables, 0);
  return { query, variables: (variables ?? {}) as Record<string, unknown>, operationName: operationName || null };
}

/** Depth is bounded because everything that reads the request afterwards recurses. */
function checkDepth(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth >= DEPTH_LIMIT) throw refusals.variablesNotObject({ field: 'variables' }, { limit: DEPTH_LIMIT });
  for (const inner of Object.values(value)) checkDepth(inner, depth + 1);
}
