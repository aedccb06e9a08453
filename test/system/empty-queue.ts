import { Redis } from 'ioredis';
import pg from 'pg';

/** All that BullMQ keeps: jobs, delays and schedules. Its own migration's mark stays, as it does on a new queue. */
const TABLES = `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
  WHERE schemaname = 'bullmq' AND tablename <> 'migration'`;

/**
 * Throws away everything a queue holds, of every service, under running workers.
 * @param url `redis://…`, or the queue's database as a role that may truncate (its owner or the superuser)
 * @returns how many jobs or keys were there
 */
export async function emptyQueue(url: string): Promise<number> {
  return url.startsWith('redis') ? await emptyRedis(url) : await emptyDatabase(url);
}

async function emptyRedis(url: string): Promise<number> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 });
  try {
    const keys = await redis.dbsize();
    await redis.flushall();
    return keys;
  } finally {
    redis.disconnect();
  }
}

async function emptyDatabase(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const jobs = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM bullmq.job');
    const tables = await client.query<{ name: string }>(TABLES);
    await truncate(client, tables.rows.map(({ name }) => name).join(', '));
    return jobs.rows[0]!.count;
  } finally {
    await client.end();
  }
}

const DEADLOCK = '40P01';

/** A worker that takes two of the tables the other way round may win; then it is tried again. */
async function truncate(client: pg.Client, tables: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(`TRUNCATE ${tables}`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || attempt === 10) throw error;
    }
  }
}
