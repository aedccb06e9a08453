import { setTimeout as wait } from 'node:timers/promises';
import { createPostgresBackend, Queue, Worker } from 'bullmq';
import pg from 'pg';
import { QUEUE_SCHEMA } from './migrate-queue.js';
import { type OnError, streams, type Transport } from './transport.js';

/** Connections for statements. Every worker adds one, which it holds in order to LISTEN. */
const STATEMENT_CONNECTIONS = 4;
const CLOSE_WITHIN_MS = 3_000;

/** All queues of the process on one pool. PostgreSQL's namespace is the schema, so the prefix goes into the name. */
export function onPostgres(url: string, prefix: string, onError: OnError): Transport {
  const settings: pg.PoolConfig = {
    connectionString: url,
    max: STATEMENT_CONNECTIONS,
    options: `-c search_path=${QUEUE_SCHEMA}`,
    application_name: 'kamkor-queue',
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  };
  const pool = new pg.Pool(settings);
  pool.setMaxListeners(0);
  pool.on('error', (error) => onError(error, 'postgres'));
  const connection = pool as never;
  const named = (name: string): string => (prefix ? `${prefix}-${name}` : name);

  return {
    backend: 'postgres',
    probe: async () => void (await pool.query('SELECT FROM migration LIMIT 1')),
    newQueue: (name) => new Queue(named(name), { connection, streams }, createPostgresBackend as never),
    newWorker: (name, processor, options) => {
      pool.options.max += 1;
      return new Worker(named(name), processor, { ...options, connection }, createPostgresBackend as never);
    },
    findings: async () => [],
    // A connection that a worker of a lost backend still holds is never given back.
    close: () => Promise.race([pool.end(), wait(CLOSE_WITHIN_MS, undefined, { ref: false })]),
  };
}
