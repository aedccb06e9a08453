import type { ReferenceData } from '@kamkor/database';
import type { InboxConsumer } from '@kamkor/outbox';
import type { MigrationClass } from '@kamkor/persistence';
import type { Principal, Role } from '@kamkor/principal';
import { buildSchema, type Doors, type SubgraphOptions } from '@kamkor/subgraph';
import { aPrincipal, type BootedSubgraph, bootedSubgraph, type TestDatabase, testDatabase } from '@kamkor/testing';
import type { GraphQLSchema } from 'graphql';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { type Inbox, inboxOf } from './inbox.js';

/** Where the officials of these tests work, and where none of them may look. Both hold rows. */
export const HERE = 'KG-C-03';
export const ELSEWHERE = 'KG-O-02';
/** So many rows of everything stand HERE: enough for a page of 50 to differ from a page of one. */
export const ROWS = 52;

/** What rows the service was given to start with. */
export interface Rows {
  /** A real row HERE by type, for every entity type of the graph. */
  readonly ids: Readonly<Record<string, string>>;
  /** The same ELSEWHERE, for the types whose rows belong to a territory. */
  readonly elsewhere: Readonly<Record<string, string>>;
  /** The citizen whose records these are. */
  readonly citizen: string;
  readonly facility: string;
}

/** A call that the use case accepts, so that each nasty value in it is the only thing wrong. */
export interface GoodCall {
  readonly role: Role;
  /** Asked again after a nasty variant was accepted: what it changed may refuse the next one for that reason alone. */
  readonly next: () => Record<string, unknown> | Promise<Record<string, unknown>>;
}

export interface ServiceDefinition {
  readonly name: string;
  readonly migrations: readonly MigrationClass[];
  readonly data: readonly ReferenceData[];
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly providers: SubgraphOptions['providers'];
  readonly doors?: Doors;
  /** What its worker does on events. */
  readonly handlers: (inbox: InboxConsumer) => unknown;
  /** Fills the database through the service's own use cases. */
  readonly fill: (booted: Booted) => Promise<Rows>;
  /** For every mutation of the schema. */
  readonly goodCalls: (rows: Rows, booted: Booted) => Readonly<Record<string, GoodCall>>;
}

export interface Booted {
  readonly schema: GraphQLSchema;
  readonly database: TestDatabase;
  readonly graph: BootedSubgraph;
  readonly inbox: Inbox;
  /** Statements that the subgraph sent since it was set to zero. */
  readonly statements: { count: number };
}

export type Ready = Booted & { readonly rows: Rows; readonly service: ServiceDefinition; close(): Promise<void> };

export async function bootService(service: ServiceDefinition): Promise<Ready> {
  const schema = await buildSchema(service.providers);
  const database = await testDatabase(service.name, service.migrations, service.data);
  const dataSource = await database.as('app', { entities: [...service.entities], poolSize: 4 });
  const statements = { count: 0 };
  const open = dataSource.createQueryRunner.bind(dataSource);
  dataSource.createQueryRunner = (...args) => {
    const runner = open(...args);
    const query = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
    runner.query = ((...given: unknown[]) => {
      statements.count += 1;
      return query(...given);
    }) as typeof runner.query;
    return runner;
  };
  const { providers, doors } = service;
  const graph = await bootedSubgraph({ dataSource, providers, ...(doors && { doors }) });
  const inbox = await inboxOf(service.name, database, service.handlers);
  const booted = { schema, database, graph, inbox, statements };
  const close = async () => {
    await graph.close();
    await inbox.close();
    await database.dispose();
  };
  try {
    return { ...booted, rows: await service.fill(booted), service, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Somebody of a role as they really are: an official HERE, a citizen with a record, a machine of its facility. */
export function somebody(role: Role, { citizen, facility }: Pick<Rows, 'citizen' | 'facility'>): Principal {
  if (role === 'citizen') return aPrincipal({ subject: 'test:citizen', roles: [role], person: citizen });
  if (role === 'hospital' || role === 'health-exchange') return aPrincipal({ roles: [role], facilities: [facility] });
  if (role === 'public') return aPrincipal({ subject: 'anonymous', roles: [role] });
  if (role === 'auditor' || role === 'admin') return aPrincipal({ roles: [role], territory: 'KG' });
  return aPrincipal({ roles: [role], territory: HERE });
}
