import 'reflect-metadata';
import { printSubgraphSchema } from '@apollo/subgraph';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLSchema } from 'graphql';
import { type SubgraphOptions, subgraphModule } from './subgraph-module.js';

/** The built and guarded schema, without a database. */
export async function buildSchema(providers: SubgraphOptions['providers']): Promise<GraphQLSchema> {
  const app = await NestFactory.create(subgraphModule({ providers, log: () => undefined }), {
    logger: false,
    abortOnError: false,
  });
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);
  await app.close();
  return schema;
}

/** Prints the subgraph's SDL, which is committed and composed into the gateway's supergraph. */
export async function printSchema(providers: SubgraphOptions['providers']): Promise<void> {
  process.stdout.write(`${printSubgraphSchema(await buildSchema(providers))}\n`);
}
