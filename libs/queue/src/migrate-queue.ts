import { runMigrations } from 'bullmq';
import pg from 'pg';

export const QUEUE_SCHEMA = 'bullmq';

/** Statements by which the roles of the processes may use the tables that the owner made. */
const grants = (role: string): string[] => [
  `GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO ${role}`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${role}`,
  `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO ${role}`,
  `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${QUEUE_SCHEMA} TO ${role}`,
];

/**
 * BullMQ makes and drops a sequence for each queue inside these. They run with the rights of the owner, so that a process
 * needs no right to create anything, and so that what a process of one role has made serves that of the other.
 */
const AS_OWNER = `SELECT format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = ${QUEUE_SCHEMA}, pg_temp', oid::regprocedure) AS statement
  FROM pg_proc WHERE pronamespace = '${QUEUE_SCHEMA}'::regnamespace
   AND proname IN ('next_job_id', 'add_jobs_bulk_unlocked', 'obliterate')`;

/**
 * Brings the queue database up to date and grants the roles what jobs need. Run once at start, as the owner of the
 * database: the processes themselves may not change its schema. Several at a time wait for one another.
 * The tables carry jobs of transport only, without personal data; who may connect is decided by the database's roles.
 */
export async function migrateQueue(ownerUrl: string, roles = ['kamkor_app', 'kamkor_worker']): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'kamkor-queue-migrate' });
  await client.connect();
  try {
    await runMigrations(client as never, QUEUE_SCHEMA);
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('kamkor.migrateQueue'))`);
    for (const { statement } of (await client.query<{ statement: string }>(AS_OWNER)).rows)
      await client.query(statement);
    for (const role of roles) {
      for (const grant of grants(client.escapeIdentifier(role))) await client.query(grant);
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
