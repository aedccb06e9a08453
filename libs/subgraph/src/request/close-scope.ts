import type { ApolloServerPlugin } from '@apollo/server';
import { standard } from '@kamkor/errors';
import type { LogUnexpected } from '../answer/language-errors.js';
import { databaseGone } from './database-gone.js';
import type { SubgraphContext } from './request-context.js';

/** Commits the request's reads with their trail before the answer leaves; if that fails there is no answer. */
export function closeScope(log: LogUnexpected): ApolloServerPlugin<SubgraphContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue, response }) {
          const { scope, language } = contextValue;
          try {
            await scope.close();
          } catch (error) {
            log(error, scope.occasion.requestId);
            const refusal = databaseGone(error, contextValue) ?? standard.trailUnavailable();
            const { code, reason, details } = refusal;
            const message = refusal.in(language);
            response.body = {
              kind: 'single',
              singleResult: { data: null, errors: [{ message, extensions: { code, reason, ...details } }] },
            };
          }
        },
      };
    },
  };
}
