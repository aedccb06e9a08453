import { type DeadlinesOf, type Service } from '@kamkor/service-kit';
import { buildSchema } from '@kamkor/subgraph';
import {
  type BootedSubgraph,
  bootService,
  type GoodCall,
  type Rows,
  type SecurityCase,
  ServiceUnderTest,
  type TestDatabase,
} from '@kamkor/testing';
import type { GraphQLSchema } from 'graphql';

/** A service that is filled with rows, and what may be asked of it. */
export interface Ready {
  readonly schema: GraphQLSchema;
  readonly database: TestDatabase;
  readonly graph: BootedSubgraph;
  /** Statements that the subgraph sent since the list was emptied. */
  readonly statements: string[];
  readonly rows: Rows;
  readonly goodCalls: () => Readonly<Record<string, GoodCall>>;
  close(): Promise<void>;
}

export async function filled<Deadlines extends DeadlinesOf<Deadlines>>(
  service: Service<Deadlines>,
  { fill, goodCalls }: SecurityCase<Deadlines>,
): Promise<Ready> {
  const booted = new ServiceUnderTest(await bootService(service, { poolSize: 4 }));
  try {
    const schema = await buildSchema(booted.opened.providers);
    const rows = await fill(booted);
    const { database, graph, statements } = booted;
    const close = () => booted.close();
    return { schema, database, graph, statements, rows, goodCalls: () => goodCalls(rows, booted), close };
  } catch (error) {
    await booted.close();
    throw error;
  }
}
