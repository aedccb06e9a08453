import { type Refusal, standard } from '@kamkor/errors';
import { isConnectionLost } from '@kamkor/persistence';
import type { SubgraphContext } from './request-context.js';

/**
 * What a caller hears of a database that is gone; undefined for any other error. `answer` is the field of a mutation that
 * fails by it, the whole request if it is not said.
 */
export function databaseGone(
  error: unknown,
  { scope, service }: SubgraphContext,
  answer?: string | number,
): Refusal | undefined {
  if (!isConnectionLost(error)) return undefined;
  const said = scope.mayHaveWritten(answer?.toString()) ? standard.outcomeUnknown : standard.unavailable;
  return said({ service }, { service });
}
