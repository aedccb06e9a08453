import pg from 'pg';
import { functionsOf } from './functions.js';
import { othersOf } from './others.js';
import { sequencesOf } from './sequences.js';
import { tablesOf } from './tables.js';
import { viewsOf } from './views.js';

export interface SnapshotOptions {
  /** Columns by name instead of by place, to compare tables that came to be in another order. */
  readonly sortColumns?: boolean;
}

/**
 * What is in a database as PostgreSQL's catalogue says it: the same text for the same schema, whoever owns it and
 * whenever it is taken. Each table with all that belongs to it, in alphabetical order; then views, sequences and functions.
 */
export async function snapshotOf(url: string, { sortColumns = false }: SnapshotOptions = {}): Promise<string> {
  const client = new pg.Client({
    connectionString: url,
    options: '-c search_path=public -c timezone=UTC -c datestyle=ISO',
  });
  await client.connect();
  try {
    const ask: Ask = async (sql) => (await client.query(sql)).rows;
    const [{ owner }] = (await ask(
      'SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = current_database()',
    )) as [{ owner: string }];
    const name: RoleName = (role) => (role === owner ? '<owner>' : role);
    const blocks = [
      ...(await othersOf(ask, name)),
      ...(await tablesOf(ask, name, sortColumns)),
      ...(await viewsOf(ask, name)),
      ...(await sequencesOf(ask, name)),
      ...(await functionsOf(ask, name)),
    ];
    return `${blocks.join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}

// biome-ignore lint/suspicious/noExplicitAny: each query says what its rows are where it is read.
export type Ask = (sql: string) => Promise<any[]>;

/** The owner's login has another name in each database. */
export type RoleName = (role: string) => string;
