import pg from 'pg';
import { DataSource, type EntityTarget, type MigrationInterface, type ObjectLiteral } from 'typeorm';
import { PreparingClient } from './preparing-client.js';
import { typeParsers } from './values.js';

// TypeORM hands an entity's instants to the driver as a JS Date, which writes them with an offset of whole minutes;
// before about 1924 the zone of the process had one with seconds.
pg.defaults.parseInputDatesAsUTC = true;

export type MigrationClass = new () => MigrationInterface;

export interface DatabaseOptions {
  /** `postgres://role:password@host:port/database`; the role decides what the process may do. */
  readonly url: string;
  readonly entities?: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations?: readonly MigrationClass[];
  /** Connections at most; every request and every worker batch holds exactly one. */
  readonly poolSize?: number;
  readonly applicationName: string;
}

/** The one way a process of Kamkor opens its database. The schema is only ever changed by migrations. */
export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities as never,
    migrations: options.migrations as never,
    migrationsTransactionMode: 'each',
    synchronize: false,
    applicationName: options.applicationName,
    poolSize: options.poolSize ?? 10,
    extra: { Client: PreparingClient, types: typeParsers, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 30_000 },
  });
}
