// Deadlines at 1 and 10 million pending: `npm run bench -- deadlines`. Own embedded PostgreSQL with fsync and
// synchronous_commit on, removed afterwards. No time is asserted. Last line: one JSON object.
import { fork } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadlineKind, openDeadlines } from '@kamkor/deadlines';
import { deadlinesMigrations } from '@kamkor/deadlines/migrations';
import { provisionDatabase, removeDataFolder, startPostgres } from '@kamkor/local-servers';
import { outboxMigrations } from '@kamkor/outbox/migrations';
import { createDataSource, migrate, Transactions } from '@kamkor/persistence';
import { NOBODY } from '@kamkor/principal';
import { migrateQueue } from '@kamkor/queue';
import { systemClock } from '@kamkor/time';
import { trailMigrations } from '@kamkor/trail/migrations';
import pg from 'pg';

const SIZES = (process.env.BENCH_PENDING ?? '1000000,10000000').split(',').map(Number);
const DUE = Number(process.env.BENCH_DUE ?? 200_000);
const PROCESSES = Number(process.env.BENCH_PROCESSES ?? 2);
const LANES = process.env.BENCH_LANES ?? '2';
const ARMED = { count: 200, overMs: 20_000 };
const SETTINGS = { shared_buffers: '1GB', max_wal_size: '4GB', maintenance_work_mem: '512MB', fsync: 'on' };

class CreateBenchTask1764900000000 {
  name = 'CreateBenchTask1764900000000';
  async up(runner) {
    await runner.query(`CREATE TABLE bench_task (id uuid PRIMARY KEY, deadline_id uuid NOT NULL, subject_id uuid NOT NULL,
        territory text COLLATE "C" NOT NULL, opened_at timestamptz(3) NOT NULL, state text NOT NULL DEFAULT 'OPEN');
      CREATE INDEX bench_task_open ON bench_task (territory, opened_at) WHERE state = 'OPEN';
      ALTER TABLE bench_task ENABLE ROW LEVEL SECURITY; ALTER TABLE bench_task FORCE ROW LEVEL SECURITY;
      CREATE POLICY bench_task_worker ON bench_task TO kamkor_worker USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT ON bench_task TO kamkor_worker`);
  }
  async down() {}
}

/** `$1` rows (their ids in order of time, as the library makes them), due from `$2` on over `$3` seconds, three kinds, territories of all the country. */
const FILL = `INSERT INTO deadline (id, kind, subject_type, subject_id, person, territory, owner, binds, regulation, opened_at, due_at)
  SELECT uuidv7(), (ARRAY['APPLICATION_60_DAYS', 'REMINDER', 'VISIT'])[1 + n % 3], 'BirthNotification',
    gen_random_uuid(), gen_random_uuid(), 'KG-C-0' || n % 8 || '-1' || n % 10, 'unit-' || n % 40, 'STATE', 'APPLICATION_60_DAYS',
    now(), $2::timestamptz + make_interval(secs => $3::float8 * n / $1)
  FROM generate_series(1, $1) n`;

const quantile = (values, q) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
};
const rounded = (value, digits = 2) => Number(value.toFixed(digits));
const say = (text) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

const folder = await mkdtemp(join(tmpdir(), 'kamkor-bench-deadlines-'));
await chmod(folder, 0o711);
const data = join(folder, 'data');
const postgres = await startPostgres({
  folder: data,
  password: 'bench',
  logFile: join(folder, 'log'),
  settings: SETTINGS,
});
const children = [];

function startWorker(env) {
  const child = fork(join(import.meta.dirname, 'deadlines-worker.mjs'), { env: { ...process.env, ...env, LANES } });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('message', () => resolve(child));
  });
}

/** Sends a command; `onReady` is called if the worker says that it is under way. */
function ask(child, command, argument, onReady = () => {}) {
  return new Promise((resolve) => {
    const heard = (message) => {
      if (message.ready) return onReady();
      child.off('message', heard);
      resolve(message.answer);
    };
    child.on('message', heard);
    child.send({ command, argument });
  });
}

async function fill(admin, count, from, seconds) {
  const { rows } = await admin.query(`SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE tablename = 'deadline' AND indexname <> 'deadline_pkey'`);
  const rebuild = count >= 1_000_000;
  if (rebuild) for (const { name } of rows) await admin.query(`DROP INDEX "${name}"`);
  await admin.query(
    FILL.replaceAll('$1', String(count)).replaceAll('$2', `'${from}'`).replaceAll('$3', String(seconds)),
  );
  if (rebuild) for (const { definition } of rows) await admin.query(definition);
  await admin.query('VACUUM (ANALYZE) deadline');
  await admin.query('CHECKPOINT');
}

/** Execution time on the server of a claim that finds nothing. */
async function claimOnServer(admin) {
  const times = [];
  for (let i = 0; i < 50; i++) {
    const { rows } = await admin.query(`EXPLAIN (ANALYZE, FORMAT JSON) SELECT id FROM deadline WHERE state = 'PENDING'
      AND kind = 'REMINDER' AND due_at <= now() ORDER BY due_at LIMIT 500 FOR UPDATE SKIP LOCKED`);
    times.push(rows[0]['QUERY PLAN'][0]['Execution Time']);
  }
  return quantile(times, 0.5);
}

/** What lapses have caused so far; the trail refuses to be emptied, so sizes are told apart by difference. */
async function written(admin) {
  const { rows } = await admin.query(`SELECT (SELECT count(*) FROM bench_task)::int AS tasks,
    (SELECT count(DISTINCT deadline_id) FROM bench_task)::int AS "tasks' deadlines",
    (SELECT count(*) FROM outbox_event)::int AS events, (SELECT count(*) FROM trail_entry)::int AS entries`);
  return rows[0];
}

async function measure(admin, workers, pending) {
  const empty = quantile((await ask(workers[0], 'empty', 2_000)).slice(100), 0.5);
  const claim = await claimOnServer(admin);
  await fill(admin, DUE, new Date(Date.now() - 86_400_000).toISOString(), 3_600);
  const before = await written(admin);
  const runs = await Promise.all(workers.map((worker) => ask(worker, 'sweep')));
  const lapsed = runs.reduce((sum, run) => sum + run.lapsed, 0);
  const seconds = (Math.max(...runs.map((run) => run.ended)) - Math.min(...runs.map((run) => run.begun))) / 1_000;
  const after = quantile((await ask(workers[0], 'empty', 500)).slice(50), 0.5);
  return {
    pending,
    'empty sweep ms': rounded(empty, 3),
    'claim on server ms': rounded(claim, 3),
    lapsed,
    'lapses/s': Math.round(lapsed / seconds),
    'empty sweep just after ms': rounded(after, 3),
    ...Object.fromEntries(Object.entries(await written(admin)).map(([what, count]) => [what, count - before[what]])),
  };
}

/** Opened through the API as a service does, at random instants, while a worker runs on a queue in PostgreSQL. */
async function armedLateness(urls, worker) {
  const dataSource = await createDataSource({ url: urls.app, applicationName: 'bench-app' }).initialize();
  const transactions = new Transactions(dataSource, systemClock);
  const kind = deadlineKind({ kind: 'VISIT', binds: 'STATE', regulation: 'VISIT', lapse: async () => {} });
  const open = () =>
    transactions.run({ principal: NOBODY, operation: 'bench', purpose: 'bench' }, ({ now }) =>
      openDeadlines(
        kind,
        Array.from({ length: ARMED.count }, () => ({
          subject: { type: 'BirthNotification', id: crypto.randomUUID() },
          territory: 'KG-C-03',
          dueAt: now.add({ milliseconds: 2_000 + Math.floor(Math.random() * ARMED.overMs) }),
        })),
      ),
    );
  const late = await ask(worker, 'armed', ARMED.overMs + 5_000, () => void open());
  await dataSource.destroy();
  return late;
}

async function cleanUp() {
  for (const child of children) if (child.connected) child.kill();
  await postgres.stop('immediate').catch(() => undefined);
  await removeDataFolder(data);
  await rm(folder, { recursive: true, force: true });
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void cleanUp().finally(() => process.exit(1)));

try {
  const urls = await provisionDatabase(postgres.adminUrl, 'bench');
  const queue = await provisionDatabase(postgres.adminUrl, 'queue');
  await migrateQueue(queue.owner);
  const migrations = [...trailMigrations, ...outboxMigrations, ...deadlinesMigrations, CreateBenchTask1764900000000];
  await migrate(createDataSource({ url: urls.owner, migrations, applicationName: 'bench' }));
  const admin = new pg.Client({
    connectionString: Object.assign(new URL(postgres.adminUrl), { pathname: '/bench' }).href,
  });
  admin.on('error', () => undefined);
  await admin.connect();
  const env = { DATABASE_URL: urls.worker, QUEUE_URL: queue.worker };
  const workers = [];
  for (let i = 0; i < PROCESSES; i++) workers.push(await startWorker(env));

  const table = [];
  let pending = 0;
  for (const size of SIZES) {
    say(`filling up to ${size.toLocaleString('en')} pending`);
    await fill(admin, size - pending, new Date(Date.now() + 30 * 86_400_000).toISOString(), 365 * 86_400);
    pending = size;
    say('measuring');
    table.push(await measure(admin, workers, pending));
  }
  say(`${ARMED.count} armed over ${ARMED.overMs / 1_000} s`);
  const late = await armedLateness(urls, workers[0]);
  const { rows } = await admin.query(
    `SELECT count(*)::int AS left FROM deadline WHERE state = 'PENDING' AND due_at <= now()`,
  );
  await admin.end();

  console.table(table);
  console.log(`armed: p50 ${late.p50} ms, p95 ${late.p95} ms, max ${late.max} ms; left over: ${rows[0].left}`);
  const last = table.at(-1);
  const result = {
    emptySweepMs: last['empty sweep ms'],
    emptyClaimOnServerMs: last['claim on server ms'],
    lapsesPerSecond: last['lapses/s'],
    armedLatenessMs: late.max,
    armedLatenessP95Ms: late.p95,
    armedLatenessP50Ms: late.p50,
    pending: last.pending,
    processes: PROCESSES,
    lanes: Number(LANES),
  };
  for (const child of children) child.send({ command: 'stop' });
  await postgres.stop();
  console.log(JSON.stringify(result));
} finally {
  await cleanUp();
}
