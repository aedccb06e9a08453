// Duplicate search at 1 million notifications: `npm run bench -- duplicates`. Own embedded PostgreSQL with fsync on,
// removed afterwards. Drives the service's own worker. No time is asserted. Last line: one JSON object.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provisionDatabase, removeDataFolder, startPostgres } from '@kamkor/local-servers';
import { createDataSource, migrate, Transactions } from '@kamkor/persistence';
import { systemClock } from '@kamkor/time';
import pg from 'pg';
import { service } from '../../services/births/dist/src/service.js';

const SIZE = Number(process.env.BENCH_BIRTHS ?? 1_000_000);
const ONE_BY_ONE = Number(process.env.BENCH_ONE_BY_ONE ?? 300);
const BACKLOG = Number(process.env.BENCH_BACKLOG ?? 4_000);
const SETTINGS = { shared_buffers: '1GB', max_wal_size: '4GB', maintenance_work_mem: '512MB', fsync: 'on' };

/** Names that are their own search keys: 600 family names, 250 given names, the first of each far more frequent. */
const SYLLABLES = ['ba', 'ke', 'no', 'ri', 'ta', 'mu', 'so', 'le', 'di', 'ka', 'zu', 'pe'];
const nameOf = (serial, ending) =>
  [serial % 12, Math.floor(serial / 12) % 12, Math.floor(serial / 144) % 12].map((part) => SYLLABLES[part]).join('') +
  ending;
const families = Array.from({ length: 600 }, (_, serial) => nameOf(serial, 'va'));
const givens = Array.from({ length: 250 }, (_, serial) => nameOf(serial * 5, 'gul'));

/** Births of eight years; a mother has one to three, seen by her PIN, one in ten by names with a date of birth instead. */
const FILL = `INSERT INTO birth_notification (id, facility, facility_record_number, born_at, birth_date, place_of_birth, sex,
    weight_grams, live, mother_identity, mother_pin, mother_family_name, mother_given_name, mother_birth_date, care_status,
    territory, territory_source, notified_at)
  SELECT gen_random_uuid(), 'KG-C-03-F01', 'bench/' || n, born, born::date, 'bench',
    CASE n % 2 WHEN 0 THEN 'FEMALE' ELSE 'MALE' END, 2500 + n % 1500, true,
    CASE n % 10 WHEN 0 THEN 'NAMED' ELSE 'PIN' END,
    CASE n % 10 WHEN 0 THEN NULL ELSE '1' || to_char(mother_born, 'DDMMYYYY') || lpad((mother % 100000)::text, 5, '0') END,
    ($1::text[])[1 + floor(600 * power(random(), 2))::int], ($2::text[])[1 + floor(250 * power(random(), 2))::int], mother_born, 'WITH_PARENTS',
    'KG-C-0' || (1 + n % 8), 'MOTHER', born
  FROM (SELECT n, n / 2 AS mother, date '1980-01-01' + (n / 2 * 7919::bigint % 8000)::int AS mother_born,
    timestamptz '2016-01-01 08:00+06' + (random() * 2900)::int * interval '1 day' AS born
    FROM generate_series(1, ${SIZE}) n) m`;

const EITHER_WAY = (date) => `(extract(year FROM ${date})::text
  || lpad(least(extract(day FROM ${date}), extract(month FROM ${date}))::text, 2, '0')
  || lpad(greatest(extract(day FROM ${date}), extract(month FROM ${date}))::text, 2, '0'))`;
const NAMES = `least(mother_family_name COLLATE "C", mother_given_name) || '+' || greatest(mother_family_name COLLATE "C", mother_given_name)`;
/** What the worker writes for each; that it is the same is checked on those that it indexes itself. */
const KEYS = `INSERT INTO duplicate_key (notification_id, key, birth_date)
  SELECT id, key, birth_date FROM birth_notification, LATERAL (VALUES ('mother:' || mother_pin),
    ('mother:' || ${NAMES} || ':' || ${EITHER_WAY('mother_birth_date')}),
    ('child:' || ${NAMES} || ':' || ${EITHER_WAY('birth_date')})) k(key) WHERE key IS NOT NULL`;
const SAMPLE = `SELECT id FROM birth_notification WHERE facility_record_number = ANY (
  ARRAY(SELECT 'bench/' || (1 + floor(random() * ${SIZE}))::int FROM generate_series(1, $1)))`;

/** A second notification of births that stand: another facility, names exchanged. */
const TWICE = `INSERT INTO birth_notification (id, facility, facility_record_number, born_at, birth_date, place_of_birth, sex,
    live, mother_identity, mother_pin, mother_family_name, mother_given_name, mother_birth_date, care_status, territory,
    territory_source, notified_at)
  SELECT gen_random_uuid(), 'KG-GB-03-F01', 'twice/' || id, born_at, birth_date, place_of_birth, sex, live, mother_identity,
    mother_pin, mother_given_name, mother_family_name, mother_birth_date, care_status, 'KG-GB-03', territory_source, now()
  FROM birth_notification WHERE id = ANY ($1::uuid[]) RETURNING id`;
const QUEUE = `INSERT INTO duplicate_work (kind, subject_id) SELECT 'INDEX', unnest($1::uuid[])`;

const quantile = (values, q) => {
  const sorted = [...values].sort((a, b) => a - b);
  return Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))].toFixed(2));
};
const say = (text) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

const folder = await mkdtemp(join(tmpdir(), 'kamkor-bench-duplicates-'));
await chmod(folder, 0o711);
const data = join(folder, 'data');
const postgres = await startPostgres({
  folder: data,
  password: 'bench',
  logFile: join(folder, 'log'),
  settings: SETTINGS,
});
const open = [];
let result;
try {
  const urls = await provisionDatabase(postgres.adminUrl, 'births');
  await migrate(
    createDataSource({ url: urls.owner, migrations: service.migrations, applicationName: 'bench-migrate' }),
  );
  const admin = new pg.Client({
    connectionString: Object.assign(new URL(postgres.adminUrl), { pathname: '/births' }).href,
  });
  await admin.connect();
  open.push(() => admin.end());
  result = await measure(admin, urls);
} finally {
  for (const close of open.reverse()) await close();
  await postgres.stop();
  await removeDataFolder(data);
  await rm(folder, { recursive: true, force: true });
}
console.log(JSON.stringify(result));

async function fill(admin) {
  const { rows } = await admin.query(`SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE tablename IN ('birth_notification', 'duplicate_key') AND indexdef LIKE 'CREATE INDEX%'`);
  for (const { name } of rows) await admin.query(`DROP INDEX "${name}"`);
  // Foreign keys are not checked one by one: the rows are made here.
  await admin.query('SET session_replication_role = replica');
  await admin.query(FILL, [families, givens]);
  say('notifications are there');
  await admin.query(KEYS);
  await admin.query('SET session_replication_role = origin');
  for (const { definition } of rows) await admin.query(definition);
  await admin.query('VACUUM (ANALYZE) birth_notification, duplicate_key');
  await admin.query('CHECKPOINT');
}

async function measure(admin, urls) {
  say(`filling ${SIZE.toLocaleString('en')} notifications`);
  await fill(admin);
  const [{ keys }] = (await admin.query('SELECT count(*)::int AS keys FROM duplicate_key')).rows;
  say(`filled, ${keys.toLocaleString('en')} keys`);
  const dataSource = await createDataSource({ url: urls.worker, applicationName: 'bench-worker' }).initialize();
  open.push(() => dataSource.destroy());
  const failures = [];
  const [worker] = service.open({ KAMKOR_PROFILE: 'KG' }).ownWork({
    transactions: new Transactions(dataSource, systemClock),
    onError: (error) => failures.push(String(error)),
  });
  const workOff = async () => {
    while (await worker.work());
  };
  const pick = async (count) => (await admin.query(SAMPLE, [count])).rows.map(({ id }) => id);

  await admin.query(QUEUE, [await pick(50)]);
  await workOff();
  const standing = await pick(ONE_BY_ONE);
  await admin.query(QUEUE, [standing]);
  await workOff();
  const [{ same }] = (await admin.query('SELECT count(*)::int = $1 AS same FROM duplicate_key', [keys])).rows;

  const again = (await admin.query(TWICE, [standing])).rows.map(({ id }) => id);
  const times = [];
  for (const id of again) {
    await admin.query(QUEUE, [[id]]);
    const begun = performance.now();
    await workOff();
    times.push(performance.now() - begun);
  }
  const [{ found }] = (
    await admin.query(
      'SELECT count(DISTINCT n)::int AS found FROM unnest($1::uuid[]) n JOIN duplicate_candidate c ON n IN (c.one, c.other)',
      [again],
    )
  ).rows;
  say('one by one is done');

  const backlog = await pick(BACKLOG);
  await admin.query(QUEUE, [backlog]);
  const begun = performance.now();
  await workOff();
  const seconds = (performance.now() - begun) / 1_000;
  return {
    births: SIZE,
    keys,
    keysAsTheWorkerWrites: same,
    searched: times.length,
    found,
    searchOfOneP50Ms: quantile(times, 0.5),
    searchOfOneP95Ms: quantile(times, 0.95),
    searchOfOneMaxMs: quantile(times, 1),
    backlogPerSecond: Math.round(backlog.length / seconds),
    failures: failures.slice(0, 3),
  };
}
