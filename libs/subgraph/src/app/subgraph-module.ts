import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { ApolloFederationDriver, type ApolloFederationDriverConfig } from '@nestjs/apollo';
import type { DynamicModule, Type } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { Request } from 'express';
import { refuseLargeAnswer } from '../answer/bound-answer.js';
import { type LogUnexpected, languageErrors } from '../answer/language-errors.js';
import { refuseNul } from '../input/refuse-nul.js';
import { contributedTypes } from '../policy/allow.js';
import { guardSchema } from '../policy/guard-schema.js';
import { closeScope } from '../request/close-scope.js';
import { nameRequest } from '../request/name-request.js';
import { contextOf } from '../request/request-context.js';
import { SCALARS } from '../schema/scalars.js';

export interface SubgraphOptions {
  /** Resolvers and the services they call. None needs a database to be constructed. */
  readonly providers: readonly (Type | { provide: unknown; useValue: unknown })[];
  readonly log: LogUnexpected;
}

@Module({})
class SubgraphModule {}

/** The federated graph of one service: policies, transactions, trail and errors in the caller's language included. */
export function subgraphModule({ providers, log }: SubgraphOptions): DynamicModule {
  return {
    module: SubgraphModule,
    imports: [
      GraphQLModule.forRoot<ApolloFederationDriverConfig>({
        driver: ApolloFederationDriver,
        autoSchemaFile: { federation: 2 },
        sortSchema: true,
        buildSchemaOptions: { orphanedTypes: contributedTypes },
        graphiql: false,
        introspection: true,
        includeStacktraceInErrorResponses: false,
        autoTransformHttpErrors: false,
        allowBatchedHttpRequests: false,
        csrfPrevention: true,
        resolvers: SCALARS as never,
        // A service need not use every scalar.
        resolverValidationOptions: { requireResolversToMatchSchema: 'ignore' },
        transformSchema: guardSchema,
        plugins: [
          ApolloServerPluginInlineTraceDisabled() as never,
          nameRequest as never,
          refuseNul as never,
          refuseLargeAnswer as never,
          languageErrors(log) as never,
          closeScope(log) as never,
        ],
        context: ({ req }: { req: Request }) => contextOf(req),
      }),
    ],
    providers: providers as never,
  };
}
