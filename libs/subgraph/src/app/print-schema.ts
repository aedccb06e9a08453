import 'reflect-metadata';
import { printSubgraphSchema } from '@apollo/subgraph';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { type DefinitionNode, type GraphQLSchema, Kind, parse, print } from 'graphql';
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
  process.stdout.write(`${inOrder(printSubgraphSchema(await buildSchema(providers)))}\n`);
}

/** Types by their names, operations too, so that a difference is a change of the contract and not of where a file lies. */
export function inOrder(sdl: string): string {
  const { definitions, ...document } = parse(sdl);
  const sorted = definitions.map(operationsInOrder).sort((one, other) => compare(nameOf(one), nameOf(other)));
  return print({ ...document, definitions: sorted });
}

/** What extends the schema itself has no name, and comes first. */
const nameOf = (definition: DefinitionNode): string => ('name' in definition && definition.name?.value) || '';

function operationsInOrder(definition: DefinitionNode): DefinitionNode {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || !OPERATIONS.includes(definition.name.value)) return definition;
  const fields = definition.fields?.toSorted((one, other) => compare(one.name.value, other.name.value));
  return { ...definition, fields };
}

const OPERATIONS = ['Query', 'Mutation'];
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
