import { type Refusal, standard } from '@kamkor/errors';
import { isConnectionLost } from '@kamkor/persistence';
import type { SubgraphContext } from './request-context.js';

/** What a caller hears of a database that is gone; undefined for any other error. */
export function databaseGone(error: unknown, { scope, service }: SubgraphContext): Refusal | undefined {
  if (!isConnectionLost(error)) return undefined;
  const said = scope.mayHaveWritten ? standard.outcomeUnknown : standard.unavailable;
  return said({ service }, { service });
}
