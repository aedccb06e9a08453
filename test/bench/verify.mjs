// Verification of the trail by this build against that of another commit: `npm run bench -- verify --against <commit>`.
// The other one is built in a worktree of its own; both verify the same entries, each in its own sealed format, in turns.
// Own embedded PostgreSQL with fsync on, removed afterwards. No time is asserted. Last line: one JSON object.
import { execFile, fork, spawn } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { provisionDatabase } from '@kamkor/local-servers';
import { superuserOf, withPostgres } from './postgres.mjs';
import { quantile, rounded, say } from './system.mjs';

const USAGE =
  'npm run bench -- verify --against <commit> [--entries 5000000] [--pairs 3] [--connections 2]   Last line: JSON, `ratio`';
const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    entries: { type: 'string', default: '5000000' },
    pairs: { type: 'string', default: '3' },
    connections: { type: 'string', default: '2' },
  },
});
const [entries, pairs, connections] = [values.entries, values.pairs, values.connections].map(Number);
const ROOT = join(import.meta.dirname, '../..');
const git = async (...args) => (await promisify(execFile)('git', args, { cwd: ROOT })).stdout.trim();

/** Entries as officials make them, over 60 months, so many by one statement. */
const AT_ONCE = 250_000;
const FILL = `WITH entry AS (
  INSERT INTO trail_entry (recorded_at, legal_at, actor, actor_roles, actor_organisation, action, operation, purpose, request_id,
    person, subject_type, subject_id, change, rules, field_groups, count, withheld_from_person)
  SELECT at, at, 'kg:official:' || n % 5000, '{registrar}', 'CRO-' || n % 60, CASE n % 3 WHEN 0 THEN 'CHANGE' ELSE 'READ' END,
    'Query.birthRecords', 'registration', gen_random_uuid()::text, gen_random_uuid(), 'BirthRecord', gen_random_uuid(),
    CASE n % 3 WHEN 0 THEN 'BIRTH_REGISTERED' END, '{Person}', '{birth,identity}', 1, false
  FROM generate_series($1::bigint, $2::bigint) n,
    LATERAL (SELECT clock_timestamp() - interval '60 months' * (1 - n::float8 / $3)) moment(at)
  RETURNING id)
INSERT INTO trail_unsealed SELECT id FROM entry`;

/** Makes the other build, in a worktree without a branch. */
async function build(commit, folder) {
  await git('worktree', 'add', '--detach', folder, commit);
  const builder = spawn(process.execPath, ['infra/toolchain/run.mjs', 'build'], { cwd: folder, stdio: 'inherit' });
  const code = await new Promise((resolve) => builder.once('close', resolve));
  if (code !== 0) throw new Error(`${commit} could not be built`);
  await copyFile(join(import.meta.dirname, 'verify-build.mjs'), join(folder, 'test/bench/verify-build.mjs'));
}

/** Has a build do one thing, in a process of its own so that its memory is that thing's. */
function ask(root, signal, ...args) {
  const env = {
    ...process.env,
    TRAIL_KEY: 'a key of the trail for a bench, long enough',
    CONNECTIONS: String(connections),
  };
  const child = fork(join(root, 'test/bench/verify-build.mjs'), args, { cwd: root, env, signal });
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`)));
  });
}

async function prepare({ name, root }, { adminUrl, signal }) {
  const urls = await provisionDatabase(adminUrl, name);
  await ask(root, signal, 'migrate', urls.owner);
  const admin = await superuserOf(adminUrl, name);
  for (let from = 1; from <= entries; from += AT_ONCE) {
    await admin.query(FILL, [from, Math.min(entries, from + AT_ONCE - 1), entries]);
  }
  await admin.query('VACUUM (ANALYZE) trail_entry');
  const sealed = await ask(root, signal, 'seal', urls.worker);
  await admin.query('VACUUM (ANALYZE) trail_block');
  await admin.query('CHECKPOINT');
  await admin.end();
  say(`${name}: ${sealed.entries} entries, sealed at ${Math.round(sealed.entries / sealed.seconds)}/s`);
  return urls.worker;
}

async function measure(server, commit) {
  const builds = [
    { name: 'before', root: join(server.folder, 'before') },
    { name: 'after', root: ROOT },
  ];
  say(`building ${commit}`);
  await build(commit, builds[0].root);
  for (const one of builds) one.url = await prepare(one, server);
  const table = [];
  for (let pair = 0; pair < pairs; pair++) {
    const row = {};
    for (const { name, root, url } of pair % 2 ? builds.toReversed() : builds) {
      const { seconds, faults, maxRssMb, ...verified } = await ask(root, server.signal, 'verify', url);
      if (faults > 0 || verified.entries !== entries)
        throw new Error(`${name} verified ${verified.entries}, ${faults} faults`);
      say(`${name}: ${rounded(seconds)} s`);
      row[`${name}/s`] = Math.round(entries / seconds);
      row[`${name} MB`] = maxRssMb;
    }
    table.push({ ...row, ratio: rounded(row['after/s'] / row['before/s'], 2), load: rounded(loadavg()[0]) });
  }
  return table;
}

if (!values.against || !(entries > 0 && pairs > 0 && connections > 0)) {
  console.error(`Usage: ${USAGE}`);
  process.exit(2);
}
const commit = await git('rev-parse', '--verify', '--short', `${values.against}^{commit}`).catch(() => {
  console.error(`There is no commit "${values.against}" here`);
  process.exit(2);
});
const table = await withPostgres('verify', async (server) => {
  try {
    return await measure(server, commit);
  } finally {
    await git('worktree', 'remove', '--force', join(server.folder, 'before')).catch(() => undefined);
  }
});
console.table(table);
const median = (what) =>
  quantile(
    table.map((row) => row[what]).sort((one, other) => one - other),
    0.5,
  );
const ratios = table.map(({ ratio }) => ratio);
console.log(
  JSON.stringify({
    ratio: median('ratio'),
    ...{ ratios, beforePerSecond: median('before/s'), afterPerSecond: median('after/s') },
    ...{ beforeMb: median('before MB'), afterMb: median('after MB'), entries, connections, against: commit },
  }),
);
